/**
 * Runs handlers in a worker's JVM: takes the standard streams, reads requests, calls handlers one
 * after the other, answers. This room must not know any handler by name: it finds them by {@link
 * java.util.ServiceLoader}. It knows nothing of other workers, retries or job files.
 *
 * <p>Threads: {@code main} reads and never runs a handler, so that a request to cancel, a request
 * for a diagnosis and the end of input are seen while one runs; {@code task} runs handlers; {@code
 * heartbeat} sends a sign of life. All that is sent goes through one {@link
 * dev.reeve.worker.runtime.Outbox}.
 */
@NullMarked
package dev.reeve.worker.runtime;

import org.jspecify.annotations.NullMarked;
