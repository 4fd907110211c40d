/**
 * The processes of workers: starting them, writing to them and reading from them, signalling them,
 * and joining them when they end. In the supervisor only this room uses {@link ProcessBuilder}. It
 * knows nothing of queues, retries or job files.
 */
@NullMarked
package dev.reeve.supervisor.process;

import org.jspecify.annotations.NullMarked;
