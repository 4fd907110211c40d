package dev.reeve.supervisor.serve.schedule;

import dev.reeve.supervisor.job.JobSchedule;
import dev.reeve.supervisor.model.Task;
import dev.reeve.supervisor.serve.queue.QueueClosedException;
import dev.reeve.supervisor.serve.queue.QueuedTask;
import dev.reeve.supervisor.serve.queue.Submission;
import dev.reeve.supervisor.serve.queue.TaskQueue;
import dev.reeve.supervisor.serve.queue.TaskState;
import dev.reeve.text.Quote;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Submits the tasks of schedules to a queue when they are due. The thread {@code reeve-schedule}
 * sleeps until then, but not longer than a minute, so that it notices when the clock is set. The id
 * of each task is that of its schedule with the time behind it, in UTC: {@code
 * nightly@2026-11-21T03:00:00Z}. Times that passed before the start are left out.
 */
public final class Scheduler implements AutoCloseable {
  private static final Duration LONGEST_WAIT = Duration.ofMinutes(1);

  private final TaskQueue queue;
  private final InstantSource clock;
  private final ZoneId zone;
  private final Consumer<String> messages;
  private final Instant start;

  /** Guarded by this object's lock, as is the next. */
  private List<DueSchedule> schedules = List.of();

  private boolean closed;

  /**
   * @param messages are told, in words for people, when a task is left out
   */
  public Scheduler(TaskQueue queue, Consumer<String> messages) {
    this(queue, messages, InstantSource.system(), ZoneId.systemDefault());
  }

  Scheduler(TaskQueue queue, Consumer<String> messages, InstantSource clock, ZoneId zone) {
    this.queue = queue;
    this.messages = messages;
    this.clock = clock;
    this.zone = zone;
    this.start = clock.instant();
  }

  /** Starts the thread. */
  public void start() {
    Thread thread = new Thread(this::run, "reeve-schedule");
    thread.setDaemon(true);
    thread.start();
  }

  /**
   * Replaces all schedules. Tasks that were submitted go on.
   *
   * @throws IllegalArgumentException if one has an invalid time; the message is for people, and
   *     nothing has changed
   */
  public synchronized void follow(List<JobSchedule> wanted) {
    List<DueSchedule> all = new ArrayList<>();
    Instant now = clock.instant();
    for (JobSchedule each : wanted) {
      DueTimes times = DueTimes.of(each, start, zone);
      all.add(new DueSchedule(each, times, now, unended(each.id())));
    }
    schedules = all;
    notifyAll();
  }

  /** Returns the newest task of a schedule that has not ended; null if there is none. */
  private @Nullable QueuedTask unended(String id) {
    String prefix = DueSchedule.prefix(id);
    List<QueuedTask> found =
        queue
            .list(task -> task.state() != TaskState.ENDED && task.id().startsWith(prefix), null, 1)
            .tasks();
    return found.isEmpty() ? null : found.get(0);
  }

  private synchronized void run() {
    try {
      while (!closed) {
        submitDue(clock.instant());
        wait(Math.max(1, waitMillis(clock.instant())));
      }
    } catch (InterruptedException e) {
      // nobody does that; it ends as by close
    }
  }

  /** Returns how long nothing is due. */
  synchronized long waitMillis(Instant now) {
    Duration wait = LONGEST_WAIT;
    for (DueSchedule schedule : schedules) {
      Instant next = schedule.next();
      if (next != null && Duration.between(now, next).compareTo(wait) < 0) {
        wait = Duration.between(now, next);
      }
    }
    return wait.toMillis();
  }

  /** Submits what is due. */
  synchronized void submitDue(Instant now) {
    for (DueSchedule schedule : schedules) {
      if (schedule.isDue(now)) {
        submit(schedule, now);
      }
    }
  }

  private void submit(DueSchedule schedule, Instant now) {
    Task task = schedule.take(now);
    String hindrance = schedule.hindrance();
    if (hindrance != null) {
      messages.accept(
          "task "
              + Quote.of(task.id())
              + " is left out, because "
              + Quote.of(hindrance)
              + " has not ended");
      return;
    }
    CompletableFuture<QueuedTask> submitted = queue.submit(Submission.of(task, true));
    schedule.submitted(submitted);
    CompletableFuture<Void> unused =
        submitted.handle(
            (accepted, failure) -> {
              if (failure != null && !(failure instanceof QueueClosedException)) {
                messages.accept(
                    "task " + Quote.of(task.id()) + " is left out: " + failure.getMessage());
              }
              return null;
            });
  }

  /** Submits nothing any more. */
  @Override
  public synchronized void close() {
    closed = true;
    notifyAll();
  }
}
