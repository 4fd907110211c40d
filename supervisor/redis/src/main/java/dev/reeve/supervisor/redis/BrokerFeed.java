package dev.reeve.supervisor.redis;

import dev.reeve.supervisor.model.ResultListener;
import dev.reeve.supervisor.model.Task;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Submits tasks, and waits only until they are accepted. While the queue is full or its servers are
 * away, {@link #put} waits. Thread-safe.
 */
public final class BrokerFeed implements AutoCloseable {
  private static final int MOST_AHEAD = 1_000;
  private static final Duration JOIN_LIMIT = Duration.ofSeconds(2);

  private final SubmittedTasks tasks = new SubmittedTasks();
  private final List<Submitter> submitters = new ArrayList<>();
  private final SubmitLimits limits;
  private final ResultListener refused;

  BrokerFeed(
      List<RedisServer> servers,
      SubmitLimits limits,
      ResultListener refused,
      Consumer<String> messages) {
    this.limits = limits;
    this.refused = refused;
    for (RedisServer each : servers) {
      submitters.add(new Submitter(new SubmitCalls(each, ""), tasks, limits, messages, this::send));
    }
    submitters.forEach(each -> each.start(false));
  }

  private void send(SubmittedTask task) {
    ServerChoice.of(submitters, task.id()).add(task);
  }

  /** Submits a task soon; waits while many are on their way. */
  public void put(Task task) throws InterruptedException {
    SubmittedTask submitted = new SubmittedTask(task, refused, false);
    if (submitted.bytes() > limits.maxTaskBytes()) {
      refused.onResult(SubmittedTasks.tooLong(submitted, limits));
      return;
    }
    tasks.awaitFewerThan(MOST_AHEAD);
    if (tasks.add(submitted)) {
      send(submitted);
    } else {
      refused.onResult(SubmittedTasks.idTaken(submitted));
    }
  }

  /** Waits until all tasks are accepted or refused. */
  public void finish() throws InterruptedException {
    tasks.awaitFewerThan(1);
  }

  /**
   * Waits until all tasks that were put are accepted or refused, or the time is over; returns how
   * many are not. Those may be in the queue.
   */
  public int finish(Duration limit) throws InterruptedException {
    return tasks.awaitNone(limit);
  }

  /** Ends the threads; what is not accepted yet is not submitted. */
  @Override
  public void close() {
    try {
      for (Submitter each : submitters) {
        each.stop(JOIN_LIMIT);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
