package dev.reeve.supervisor.redis;

import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a queue holds at a moment, on one server.
 *
 * @param server address
 * @param waiting tasks that no supervisor has taken
 * @param running tasks that supervisors hold
 * @param delayed tasks that wait for their next attempt
 * @param dead tasks that killed their workers or supervisors
 * @param bytes of all tasks that have not ended, as submitters count them
 * @param oldest age of the oldest task that waits or runs; null if there is none
 * @param happened numbers since the queue was made: of ended tasks by the word of their status, of
 *     {@code takeovers}, and of ends that came too late and were {@code lost}
 * @param supervisors number of tasks that each holds, by its name
 * @param usedBytes memory that the server uses
 * @param maxBytes memory that it may use; 0 for any
 */
public record BrokerCounts(
    String server,
    long waiting,
    long running,
    long delayed,
    long dead,
    long bytes,
    @Nullable Duration oldest,
    Map<String, Long> happened,
    Map<String, Long> supervisors,
    long usedBytes,
    long maxBytes) {
  public BrokerCounts {
    happened = Map.copyOf(happened);
    supervisors = Map.copyOf(supervisors);
  }
}
