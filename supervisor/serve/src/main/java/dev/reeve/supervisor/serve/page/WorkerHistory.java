package dev.reeve.supervisor.serve.page;

import dev.reeve.supervisor.model.SupervisorListener.Worker;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The worker processes that live, and the latest of those that have ended. Not thread-safe. */
final class WorkerHistory {
  static final int MOST_ENDED = 400;

  private final Map<Long, WorkerLife> living = new LinkedHashMap<>();
  private final List<WorkerLife> ended = new ArrayList<>();
  private long leftOut;

  void started(Worker worker, double millis) {
    living.put(worker.pid(), new WorkerLife(worker, millis));
  }

  /** Returns null if it is not known. */
  @Nullable WorkerLife living(long pid) {
    return living.get(pid);
  }

  /**
   * Moves a process to those that have ended; if there are too many, forgets an unremarkable one.
   */
  void ended(WorkerLife life) {
    living.remove(life.worker().pid());
    ended.add(life);
    if (ended.size() > MOST_ENDED) {
      leftOut++;
      ended.remove(firstThat(WorkerHistory::isUnremarkable));
    }
  }

  private static boolean isUnremarkable(WorkerLife life) {
    return life.report() != null && !life.report().crashed();
  }

  /** Returns 0 if there is none in the older half. */
  private int firstThat(Predicate<WorkerLife> wanted) {
    for (int i = 0; i < ended.size() / 2; i++) {
      if (wanted.test(ended.get(i))) {
        return i;
      }
    }
    return 0;
  }

  List<Long> pids() {
    return List.copyOf(living.keySet());
  }

  /** Returns the known processes, those that have ended first. */
  List<WorkerLife> all() {
    List<WorkerLife> all = new ArrayList<>(ended);
    all.addAll(living.values());
    return all;
  }

  /** Returns the number of processes that were forgotten. */
  long leftOut() {
    return leftOut;
  }
}
