package dev.reeve.supervisor.cli.terminal;

import dev.reeve.supervisor.model.TaskError;
import dev.reeve.supervisor.model.TaskResult;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The first tasks of a run that failed, and why others did not run. Thread-safe. */
public final class FailureList {
  private static final int MOST = 5;

  private final List<TaskResult> first = new ArrayList<>();
  private @Nullable String whySkipped;

  /** Adds a result, of whatever status. */
  synchronized void add(TaskResult result) {
    switch (result.status()) {
      case FAILED, TIMED_OUT, CRASHED -> {
        if (first.size() < MOST) {
          first.add(result);
        }
      }
      case SKIPPED -> {
        TaskError error = result.error();
        if (whySkipped == null && error != null) {
          whySkipped = error.message();
        }
      }
      case SUCCEEDED, CANCELLED -> {}
    }
  }

  synchronized List<TaskResult> first() {
    return List.copyOf(first);
  }

  /** Returns the reason of the first task that was skipped; null if there is none. */
  synchronized @Nullable String whySkipped() {
    return whySkipped;
  }
}
