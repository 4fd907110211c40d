/**
 * Requests to JSON and JSON to results, by the types that a handler's class names: the embedding
 * program's side of what workers do by {@code RecordMapper}. Must never know processes or tasks.
 */
@NullMarked
package dev.reeve.worker.mapping;

import org.jspecify.annotations.NullMarked;
