@NullMarked
package dev.reeve.worker.handlers;

import org.jspecify.annotations.NullMarked;
