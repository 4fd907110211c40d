/**
 * The program of a worker's JVM: reserves the standard streams, reads requests, calls handlers one
 * after the other, and answers. Must never know a handler by name, other workers, retries or job
 * files.
 *
 * <p>Threads: {@code main} reads messages and never runs a handler, so that it sees a cancel, a
 * diagnosis and the end of input while one runs. {@code task} runs handlers. {@code heartbeat}
 * reports that the process is alive. All of them send through one {@link
 * dev.reeve.worker.runtime.Outbox}.
 */
@NullMarked
package dev.reeve.worker.runtime;

import org.jspecify.annotations.NullMarked;
