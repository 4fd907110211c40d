package dev.reeve.supervisor.run;

import dev.reeve.supervisor.job.SourceEntry;
import dev.reeve.supervisor.model.Task;
import dev.reeve.supervisor.model.TaskResult;
import dev.reeve.supervisor.model.TaskStatus;
import dev.reeve.supervisor.results.Journal;
import dev.reeve.supervisor.results.LastRecord;
import dev.reeve.supervisor.results.RecordedResults;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Decides which tasks need not run because an earlier run has done them, and counts them. Used by
 * the input thread; the counts may be read by any thread.
 */
final class ResumeFilter {
  private final @Nullable Journal journal;
  private final boolean retryFailed;
  private final Consumer<Task> onChanged;
  private final Map<TaskStatus, Long> done = new ConcurrentHashMap<>();
  private final AtomicLong changed = new AtomicLong();

  /**
   * @param journal of earlier runs; null if every task runs
   * @param retryFailed whether tasks that failed, timed out or crashed run again
   * @param onChanged told of each task that runs again because its content has changed
   */
  ResumeFilter(@Nullable Journal journal, boolean retryFailed, Consumer<Task> onChanged) {
    this.journal = journal;
    this.retryFailed = retryFailed;
    this.onChanged = onChanged;
  }

  /**
   * Returns true if the task need not run, and counts it.
   *
   * @param numbered as {@link SourceEntry.Ready#numbered}
   * @throws IOException if the journal cannot be read
   */
  boolean isDone(Task task, boolean numbered, long taskHash)
      throws IOException, InterruptedException {
    return done(task, numbered, taskHash) != null;
  }

  /**
   * Returns the status of a task that need not run, and counts it; null if the task has to run.
   *
   * @param numbered as {@link SourceEntry.Ready#numbered}
   * @throws IOException if the journal cannot be read
   */
  @Nullable TaskStatus done(Task task, boolean numbered, long taskHash)
      throws IOException, InterruptedException {
    LastRecord last = journal == null ? null : journal.take(task, numbered, taskHash);
    if (last != null && !last.sameTask()) {
      if (last.isEnded()) {
        changed.incrementAndGet();
        onChanged.accept(task);
      }
      return null;
    }
    return done(last);
  }

  /** Uses up the record of a task that runs again whatever it holds. */
  void forget(Task task, boolean numbered, long taskHash) throws IOException, InterruptedException {
    if (journal != null) {
      LastRecord unused = journal.take(task, numbered, taskHash);
    }
  }

  /** Returns true if the journal has that invalid line already, and counts it. */
  boolean isDone(TaskResult invalidLine) {
    return done(journal == null ? null : journal.lastOfInvalidLine(invalidLine)) != null;
  }

  private @Nullable TaskStatus done(@Nullable LastRecord last) {
    if (last == null || !last.isEnded()) {
      return null;
    }
    if (retryFailed && last.status() != TaskStatus.SUCCEEDED) {
      return null;
    }
    done.merge(last.status(), 1L, Long::sum);
    return last.status();
  }

  /**
   * Returns the results of tasks that earlier runs have done.
   *
   * @throws IOException if the journal cannot be read again
   */
  RecordedResults results(List<NeededTasks.EarlierTask> tasks)
      throws IOException, InterruptedException {
    if (journal == null) {
      throw new IllegalStateException("no earlier runs");
    }
    Map<String, Long> hashes = new HashMap<>();
    tasks.forEach(task -> hashes.put(task.id(), task.taskHash()));
    return journal.results(hashes);
  }

  /** Returns the number of tasks that need not run, so far, by status. */
  Map<TaskStatus, Long> counts() {
    return Map.copyOf(done);
  }

  /** Returns the number of tasks that need not run, so far. */
  long total() {
    long sum = 0;
    for (long count : done.values()) {
      sum += count;
    }
    return sum;
  }

  /** Returns the number of tasks that run again because they have changed, so far. */
  long changed() {
    return changed.get();
  }
}
