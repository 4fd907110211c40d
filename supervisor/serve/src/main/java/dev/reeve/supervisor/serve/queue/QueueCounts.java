package dev.reeve.supervisor.serve.queue;

import dev.reeve.supervisor.model.TaskStatus;
import java.util.Map;

/**
 * Numbers of a queue at one moment.
 *
 * @param waiting tasks that the run has not taken
 * @param running tasks that the run has taken
 * @param bytes of these tasks, as {@link QueueBounds#maxBytes} counts them; tasks that are being
 *     written to the folder are included
 * @param kept ended tasks that can be looked at
 * @param keptBytes of these in memory
 * @param diskBytes of files in the queue's folder that are needed
 * @param ended tasks that have ended since the queue was opened, by status
 */
public record QueueCounts(
    long waiting,
    long running,
    long bytes,
    long kept,
    long keptBytes,
    long diskBytes,
    Map<TaskStatus, Long> ended) {
  public QueueCounts {
    ended = Map.copyOf(ended);
  }
}
