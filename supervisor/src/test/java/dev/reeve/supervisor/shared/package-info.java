@NullMarked
package dev.reeve.supervisor.shared;

import org.jspecify.annotations.NullMarked;
