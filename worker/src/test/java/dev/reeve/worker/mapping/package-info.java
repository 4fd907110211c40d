@NullMarked
package dev.reeve.worker.mapping;

import org.jspecify.annotations.NullMarked;
