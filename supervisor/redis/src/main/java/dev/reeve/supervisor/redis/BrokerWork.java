package dev.reeve.supervisor.redis;

import dev.reeve.supervisor.job.SourceEntry;
import dev.reeve.supervisor.job.TaskDefaults;
import dev.reeve.supervisor.job.TaskSource;
import dev.reeve.supervisor.model.TaskResult;
import dev.reeve.supervisor.results.RecordBatch;
import dev.reeve.supervisor.results.RecordOutput;
import dev.reeve.supervisor.run.TaskRun;
import dev.reeve.text.Counts;
import dev.reeve.text.Printable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The tasks that a supervisor takes from a broker: the source and the output of one run.
 *
 * <pre>{@code
 * BrokerWork work = broker.work(WorkOptions.of(4), folder, TaskDefaults.NONE, false);
 * TaskRun run = TaskRun.builder(work.source(), pool).output(work.output()).build();
 * work.start(run);
 * run.run();
 * }</pre>
 *
 * <p>Each task has a lease, which this object renews, never the worker. If it cannot renew one in
 * time it stops the attempt, because another supervisor takes the task over then. Thread-safe.
 */
public final class BrokerWork {

  /** Time in which servers are told of the last ends. */
  private static final Duration LAST_WORDS = Duration.ofSeconds(10);

  private final WorkOptions options;
  private final TakenTasks tasks;
  private final RowParser parser;
  private final List<WorkServer> servers = new ArrayList<>();
  private final EndRule endRule;
  private final Consumer<String> messages;
  private final CountDownLatch over = new CountDownLatch(1);
  private volatile @Nullable TaskRun run;

  BrokerWork(
      List<RedisServer> redis,
      String supervisor,
      WorkOptions options,
      RowParser parser,
      Consumer<String> messages) {
    this.options = options;
    this.messages = messages;
    this.parser = parser;
    this.endRule = new EndRule(options.keepRecords());
    this.tasks =
        new TakenTasks(
            new TakeAhead(options.workers(), options.ahead(), System.nanoTime()), System::nanoTime);
    for (RedisServer each : redis) {
      servers.add(new WorkServer(each, supervisor, this, parser, messages));
    }
  }

  static RowParser parser(
      Path folder, TaskDefaults defaults, boolean allowsExec, WorkOptions options) {
    return new RowParser(folder, defaults, allowsExec, options.maxTakeovers());
  }

  WorkOptions options() {
    return options;
  }

  TakenTasks tasks() {
    return tasks;
  }

  /** Returns the tasks that are taken, for one run. It ends only by a stop of the run. */
  public TaskSource source() {
    return new TaskSource() {
      @Override
      public SourceEntry next() throws InterruptedException {
        return tasks.next().entry();
      }

      @Override
      public boolean stopReading(Thread reader) {
        giveBack(tasks.stop());
        return true;
      }
    };
  }

  /** Returns the taker of the run's records. */
  public RecordOutput output() {
    return new RecordOutput() {
      @Override
      public void write(RecordBatch batch) {
        batch.results().forEach(BrokerWork.this::ended);
      }

      @Override
      public void close() throws IOException {
        end();
      }
    };
  }

  /** Begins to take tasks. */
  public void start(TaskRun ofThis) {
    run = ofThis;
    for (WorkServer each : servers) {
      each.start();
    }
    Thread watch = new Thread(this::watchLeases, "reeve-lease-watch");
    watch.setDaemon(true);
    watch.start();
  }

  private void ended(TaskResult result) {
    TakenTask task = tasks.get(result.seq());
    if (task != null) {
      tell(endRule.after(task, result, isStopping()));
    }
  }

  /** Asks the run, too: it may not have told its source yet that it takes no more. */
  private boolean isStopping() {
    TaskRun current = run;
    return tasks.isStopped() || (current != null && current.isStopping());
  }

  private void tell(TaskEnd end) {
    if (end instanceof TaskEnd.Dropped) {
      tasks.release(end.task());
    } else {
      tasks.ended(end.task());
      server(end.task()).tell(end);
    }
  }

  private WorkServer server(TakenTask task) {
    for (WorkServer each : servers) {
      if (each.is(task.server())) {
        return each;
      }
    }
    throw new IllegalStateException("a task of another broker");
  }

  void giveBack(List<TakenTask> untouched) {
    untouched.forEach(task -> tell(EndRule.givenBack(task)));
  }

  /** Stops the attempt at a task whose lease is lost, or that somebody has cancelled. */
  void stop(TakenTask task, TakenTask.Stop why) {
    if (!task.stopBecause(why)) {
      return;
    }
    if (why != TakenTask.Stop.CANCELLED && tasks.withdraw(task)) {
      tell(why == TakenTask.Stop.LOST ? new TaskEnd.Dropped(task) : EndRule.givenBack(task));
      return;
    }
    cancelAttempt(task);
  }

  private void cancelAttempt(TakenTask task) {
    TaskRun current = run;
    if (current != null && !task.hasEnded()) {
      var unused = current.cancel(task.id());
    }
  }

  private void watchLeases() {
    try {
      while (!over.await(options.lease().toMillis() / 12, TimeUnit.MILLISECONDS)) {
        tasks.stopping().forEach(this::cancelAttempt); // the pool may not have had one before
        stopAll(tasks.endingLeases(options.margin()));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void stopAll(List<TakenTask> ending) {
    for (WorkServer each : servers) {
      List<TakenTask> some = ending.stream().filter(task -> each.is(task.server())).toList();
      if (!some.isEmpty()) {
        messages.accept(
            "stops %s, such as %s: no lease was renewed in time, because %s did not answer or this supervisor was held up"
                .formatted(
                    Counts.of(some.size(), "task"),
                    Printable.escaped(some.get(0).id()),
                    some.get(0).server()));
        some.forEach(task -> stop(task, TakenTask.Stop.UNSURE));
      }
    }
  }

  /** Gives back what has not ended, and tells the servers what has. */
  private void end() throws IOException {
    giveBack(tasks.stop());
    servers.forEach(WorkServer::stopTaking);
    boolean allTold = false;
    try {
      allTold = tasks.awaitEmpty(LAST_WORDS);
      for (WorkServer each : servers) {
        each.stop(allTold);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      over.countDown();
      parser.close();
    }
    if (!allTold) {
      throw new BrokerException(
          "the broker could not be told the end of %s; what it does not know runs again"
              .formatted(Counts.of(tasks.size(), "task")));
    }
  }
}
