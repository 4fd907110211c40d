/**
 * JSON as bytes: the value {@link dev.reeve.json.Json}, and one writer, one scanner and one set of
 * parser settings for all modules.
 */
@NullMarked
package dev.reeve.json;

import org.jspecify.annotations.NullMarked;
