@NullMarked
package dev.reeve.worker.memory;

import org.jspecify.annotations.NullMarked;
