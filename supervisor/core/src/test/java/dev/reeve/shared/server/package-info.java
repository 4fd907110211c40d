@NullMarked
package dev.reeve.shared.server;

import org.jspecify.annotations.NullMarked;
