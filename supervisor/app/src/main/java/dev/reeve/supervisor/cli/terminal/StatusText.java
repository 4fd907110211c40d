package dev.reeve.supervisor.cli.terminal;

import dev.reeve.supervisor.model.PoolSnapshot;
import dev.reeve.supervisor.model.PoolSnapshot.WorkerActivity;
import dev.reeve.supervisor.run.RunProgress;
import dev.reeve.text.Durations;
import dev.reeve.text.Printable;
import java.util.ArrayList;
import java.util.List;

/** The state of a run in a few lines, for whoever asks for it by a signal. */
public final class StatusText {
  private StatusText() {}

  /** Returns a line with numbers of tasks, and a line for each worker. */
  public static List<String> of(RunProgress progress) {
    PoolSnapshot pool = progress.pool();
    List<String> lines = new ArrayList<>();
    long done = pool.succeeded() + pool.failed();
    long skipped = pool.unsuccessful() - pool.failed();
    String total = progress.tasks() < 0 ? "" : " of " + progress.tasks();
    lines.add(
        "%d%s done, %d failed, %s%d running, %d waiting%s"
            .formatted(
                done,
                total,
                pool.failed(),
                skipped == 0 ? "" : skipped + " skipped, ",
                pool.running(),
                pool.queued(),
                pool.condition().paused() ? "; paused" : ""));
    if (pool.heldBack() != null) {
      lines.add("no further task is started: " + pool.heldBack());
    }
    pool.workers().forEach(worker -> lines.add(worker(worker)));
    return lines;
  }

  private static String worker(WorkerActivity worker) {
    StringBuilder line = new StringBuilder("worker " + worker.slot() + ": " + worker.state());
    if (worker.pid() != 0) {
      line.append(", pid ").append(worker.pid());
    }
    if (worker.taskId() != null) {
      line.append(", task ").append(Printable.replaced(worker.taskId()));
      line.append(" for ").append(Durations.rounded(worker.taskNanos()));
    }
    if (worker.progress() != null) {
      line.append(": ").append(Printable.replaced(worker.progress()));
    }
    return line.toString();
  }
}
