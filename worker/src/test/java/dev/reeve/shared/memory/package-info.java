@NullMarked
package dev.reeve.shared.memory;

import org.jspecify.annotations.NullMarked;
