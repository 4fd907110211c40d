/**
 * The messages between a supervisor and its workers, and their form on the wire: JSON-RPC 2.0, one
 * message per line of UTF-8. This room knows nothing of processes, threads or retries; its
 * specification is {@code protocol/README.md}.
 */
@NullMarked
package dev.reeve.protocol;

import org.jspecify.annotations.NullMarked;
