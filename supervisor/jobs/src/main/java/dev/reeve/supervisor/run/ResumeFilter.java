package dev.reeve.supervisor.run;

import dev.reeve.supervisor.model.Task;
import dev.reeve.supervisor.model.TaskResult;
import dev.reeve.supervisor.model.TaskStatus;
import dev.reeve.supervisor.results.Journal;
import dev.reeve.supervisor.results.LastRecord;
import dev.reeve.text.Counts;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Which tasks need not run because an earlier run has done them, and how many those were. Asked by
 * the input thread; the counts by any.
 */
public final class ResumeFilter {
  /** Changed tasks that are named; of the rest the number says enough. */
  private static final int MOST_NAMED = 10;

  private final @Nullable Journal journal;
  private final boolean retryFailed;
  private final Consumer<String> messages;
  private final Map<TaskStatus, Long> done = new ConcurrentHashMap<>();
  private final AtomicLong changed = new AtomicLong();

  private ResumeFilter(@Nullable Journal journal, boolean retryFailed, Consumer<String> messages) {
    this.journal = journal;
    this.retryFailed = retryFailed;
    this.messages = messages;
  }

  /** Every task runs. */
  public static ResumeFilter off() {
    return new ResumeFilter(null, false, message -> {});
  }

  /**
   * Tasks that the journal holds as ended do not run again.
   *
   * @param retryFailed whether those do that failed, timed out or crashed
   * @param messages told of tasks that run again because they have changed
   */
  public static ResumeFilter from(Journal journal, boolean retryFailed, Consumer<String> messages) {
    return new ResumeFilter(journal, retryFailed, messages);
  }

  /** Whether the task is done, and if so counts it. */
  boolean isDone(Task task, long taskHash) {
    LastRecord last = journal == null ? null : journal.lastOf(task, taskHash);
    if (last != null && !last.sameTask()) {
      if (last.isEnded()) {
        tellChanged(task);
      }
      return false;
    }
    return isDone(last);
  }

  /** Whether a line that is no task is recorded as such, and if so counts it. */
  boolean isDone(TaskResult invalidLine) {
    return isDone(journal == null ? null : journal.lastOfInvalidLine(invalidLine));
  }

  private boolean isDone(@Nullable LastRecord last) {
    if (last == null || !last.isEnded()) {
      return false;
    }
    if (retryFailed && last.status() != TaskStatus.SUCCEEDED) {
      return false;
    }
    done.merge(last.status(), 1L, Long::sum);
    return true;
  }

  private void tellChanged(Task task) {
    if (changed.incrementAndGet() <= MOST_NAMED) {
      messages.accept(
          "task " + task.id() + " runs again: it is not the same as the one recorded under its id");
    }
  }

  /** Says how many changed tasks there were, if not all were named. */
  public void tellRest() {
    if (changed.get() > MOST_NAMED) {
      messages.accept(
          Counts.of(changed.get(), "task") + " in all ran again: they are not as recorded");
    }
  }

  /** Tasks that need not run, so far, by how they ended. */
  public Map<TaskStatus, Long> counts() {
    return Map.copyOf(done);
  }

  /** Tasks that need not run, so far. */
  public long total() {
    long sum = 0;
    for (long count : done.values()) {
      sum += count;
    }
    return sum;
  }

  /** Of the tasks that need not run, those that have not succeeded. */
  public long unsuccessful() {
    return total() - done.getOrDefault(TaskStatus.SUCCEEDED, 0L);
  }
}
