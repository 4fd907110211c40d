/**
 * The messages between a supervisor and its workers, and their form: JSON-RPC 2.0, one message per
 * line of UTF-8, as {@code protocol/README.md} specifies. Must never know processes, threads or
 * retries.
 */
@NullMarked
package dev.reeve.protocol;

import org.jspecify.annotations.NullMarked;
