/**
 * The one binding of Java values and JSON: of requests, results and hook arguments by the types
 * that a handler or hook declares, and of shared values by their class. Used by the worker, by
 * shared objects, and by the embedding program. Must never know messages, processes or tasks.
 */
@NullMarked
package dev.reeve.worker.mapping;

import org.jspecify.annotations.NullMarked;
