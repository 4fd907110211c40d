package dev.reeve.worker.runtime;

import dev.reeve.os.ProcessTermination;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Set;

/** The processes that this worker has started, and their descendants. */
final class Descendants {
  private static final Duration GRACE = Duration.ofMillis(300);
  private static final Duration KILL_LIMIT = Duration.ofMillis(500);

  private Descendants() {}

  /** Asks all to end, and kills those that have not ended within 0.3 s. Any thread. */
  static void end() {
    try {
      end(living(), GRACE);
      end(living(), Duration.ZERO); // those that were started meanwhile
    } catch (RuntimeException e) {
      System.err.println("reeve worker: cannot end the processes that its handlers started: " + e);
    }
  }

  private static void end(Set<ProcessHandle> processes, Duration grace) {
    if (!processes.isEmpty()) {
      new ProcessTermination(processes).run(grace, KILL_LIMIT);
    }
  }

  /**
   * Returns descendants and orphans. A handler's thread may be ending the same processes now, a
   * parent before its child, so that the child is an orphan.
   */
  private static Set<ProcessHandle> living() {
    Set<ProcessHandle> living = new LinkedHashSet<>();
    ProcessHandle.current()
        .descendants()
        .filter(ProcessTermination::isRunning)
        .forEach(living::add);
    living.addAll(ProcessTermination.handles(OrphanedChildren.find()));
    return living;
  }
}
