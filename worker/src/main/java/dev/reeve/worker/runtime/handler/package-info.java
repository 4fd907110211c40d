/** Finds handlers and calls them. */
@NullMarked
package dev.reeve.worker.runtime.handler;

import org.jspecify.annotations.NullMarked;
