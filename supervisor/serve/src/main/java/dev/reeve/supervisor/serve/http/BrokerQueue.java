package dev.reeve.supervisor.serve.http;

import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * What a queue that several servers share holds at a moment, on one of the machines that keep it.
 *
 * @param machine address of that machine
 * @param isUp whether it answers; if not, all numbers are 0
 * @param waiting tasks that nobody has taken
 * @param running tasks that supervisors hold
 * @param delayed tasks that wait for their next attempt
 * @param dead tasks that killed their workers or supervisors
 * @param bytes of all tasks that have not ended
 * @param oldestSeconds age of the oldest task that has not ended; 0 if there is none
 * @param takeovers how often a supervisor has taken a task over from one that was lost
 * @param lostEnds how many ends of tasks came too late, from supervisors that did not hold them
 * @param supervisors number of supervisors that take tasks
 */
public record BrokerQueue(
    String machine,
    boolean isUp,
    long waiting,
    long running,
    long delayed,
    long dead,
    long bytes,
    double oldestSeconds,
    long takeovers,
    long lostEnds,
    int supervisors) {

  /** Looks at the queue. */
  @FunctionalInterface
  public interface Look {
    /** Returns what each machine holds; must not block. */
    CompletableFuture<List<BrokerQueue>> now();
  }

  /** Returns that of a machine that does not answer. */
  public static BrokerQueue away(String machine) {
    return new BrokerQueue(machine, false, 0, 0, 0, 0, 0, 0, 0, 0, 0);
  }

  /** Returns the state for people. */
  String text() {
    return isUp
        ? "%s: %d waiting, %d running, %d delayed, %d dead; supervisors: %d"
            .formatted(machine, waiting, running, delayed, dead, supervisors)
        : machine + " does not answer";
  }
}
