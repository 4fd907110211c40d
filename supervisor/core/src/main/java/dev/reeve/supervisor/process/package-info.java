/**
 * Starting, feeding, ending and joining one worker process; the only room that uses {@link
 * ProcessBuilder}. It knows nothing of queues, retries or job files.
 */
@NullMarked
package dev.reeve.supervisor.process;

import org.jspecify.annotations.NullMarked;
