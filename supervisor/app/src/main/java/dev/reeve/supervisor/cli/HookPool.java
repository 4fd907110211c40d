package dev.reeve.supervisor.cli;

import dev.reeve.supervisor.Supervisor;
import dev.reeve.supervisor.model.ResultListener;
import dev.reeve.supervisor.model.RunSummary;
import dev.reeve.supervisor.model.Task;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The workers that run the commands of hooks: a small pool beside that of the run. So commands are
 * ended and joined as those of tasks are, whatever happens to the supervisor, and take no worker
 * away from the tasks. The pool starts with the first command. Its user calls {@link #submit} and
 * {@link #stopNow} under one lock.
 */
class HookPool {
  private final Path folder;
  private final Duration grace;
  private volatile @Nullable Supervisor pool;

  /**
   * @param folder in which commands run
   * @param grace time that a command has to end once it must
   */
  HookPool(Path folder, Duration grace) {
    this.folder = folder;
    this.grace = grace;
  }

  /** Runs a command; the listener must not block. */
  void submit(Task task, ResultListener listener) {
    Supervisor started = pool;
    if (started == null) {
      started =
          Supervisor.builder()
              .workers(HookRunner.AT_ONCE)
              .totalTasks(0)
              .workingDirectory(folder)
              .grace(grace)
              .daemon(true)
              .log((level, message) -> {}) // the results of commands say all that matters
              .start();
      pool = started;
    }
    started.submit(task, listener);
  }

  /** Ends all commands that run. Does not block. */
  void stopNow(String reason) {
    Supervisor started = pool;
    if (started != null) {
      started.stopNow(reason);
    }
  }

  /** Joins all workers. No commands may follow. */
  void finish() throws InterruptedException {
    Supervisor started = pool;
    if (started != null) {
      RunSummary unused = started.finish();
    }
  }
}
