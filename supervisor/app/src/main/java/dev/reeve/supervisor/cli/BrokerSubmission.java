package dev.reeve.supervisor.cli;

import dev.reeve.supervisor.cli.terminal.Streams;
import dev.reeve.supervisor.cli.terminal.Terminal;
import dev.reeve.supervisor.job.Job;
import dev.reeve.supervisor.job.JobFormat;
import dev.reeve.supervisor.job.SourceEntry;
import dev.reeve.supervisor.job.TaskDefaults;
import dev.reeve.supervisor.job.TaskSource;
import dev.reeve.supervisor.model.RunEnding;
import dev.reeve.supervisor.model.TaskResult;
import dev.reeve.supervisor.redis.Broker;
import dev.reeve.supervisor.redis.BrokerFeed;
import dev.reeve.supervisor.redis.BrokerPool;
import dev.reeve.supervisor.results.ResultsFile;
import dev.reeve.supervisor.results.StandardOutput;
import dev.reeve.supervisor.run.RunBuilder;
import dev.reeve.supervisor.run.RunOutcome;
import dev.reeve.supervisor.run.TaskRun;
import dev.reeve.text.Counts;
import dev.reeve.text.Printable;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Tasks on their way to a broker, and their records on their way back. */
final class BrokerSubmission {
  private static final Duration LEAVE_LIMIT = Duration.ofSeconds(2);

  private final OptionValues values;
  private final Streams streams;
  private final Terminal terminal;

  BrokerSubmission(OptionValues values, Streams streams) {
    this.values = values;
    this.streams = streams;
    this.terminal = new Terminal(streams.out(), streams.err(), false);
  }

  /** Submits one task, given as a line of a stream; returns the exit code. */
  int submit(byte[] line) throws IOException, InterruptedException, CommandAbortedException {
    return submit("-", new ByteArrayInputStream(line));
  }

  /** Submits the tasks of a stream; returns the exit code. */
  int submit(String file) throws IOException, InterruptedException, CommandAbortedException {
    return submit(file, streams.in());
  }

  private int submit(String file, InputStream standardInput)
      throws IOException, InterruptedException, CommandAbortedException {
    OptionValues wanted = new OptionValues();
    wanted.add(OptionTable.JOB, file);
    wanted.add(OptionTable.FORMAT, JobFormat.JSONL);
    Path results = values.get(ServerOptions.RESULTS);
    boolean waits = values.has(ServerOptions.WAIT) || results != null;
    if (results != null) {
      wanted.add(OptionTable.RESULTS, results);
    }
    try (Job job = new JobArgument(wanted).open(standardInput, TaskDefaults.NONE)) {
      RunFiles.of(wanted, job).requireDistinct();
      try (Broker broker = BrokerOptions.open(values, terminal::message)) {
        TaskSource tasks = new UniqueIds(job, results);
        int code = waits ? collect(broker, tasks, results) : feed(broker, tasks);
        terminal.close();
        return code;
      }
    }
  }

  /** Submits, waits for the records, and writes them; a results file says which are there. */
  private int collect(Broker broker, TaskSource tasks, @Nullable Path results)
      throws InterruptedException, CommandAbortedException {
    RunTargets targets = new RunTargets(new OutputOptions(values), terminal);
    ResultsFile file = results == null ? null : targets.results(results);
    PendingSignals signals = PendingSignals.listen();
    try (BrokerPool pool = broker.pool(BrokerOptions.limits(values), Duration.ZERO)) {
      RunBuilder run = TaskRun.builder(tasks, pool).listener(new RunMessages(terminal, true));
      if (file != null) {
        run.output(new WrittenResults(file, pool)).resume(targets.journal(file, false));
      } else {
        run.output(new StandardOutput(terminal.out(), streams.terminalInfo().outHasReader()));
      }
      TaskRun built = run.build();
      SignalEscalation steps = new SignalEscalation();
      signals.deliverTo(
          signal -> {
            steps.next(signal);
            built.stopNow("signal " + signal);
          });
      RunOutcome outcome = built.run();
      tellLeft(outcome, results);
      return ExitCodes.of(outcome, steps.first());
    }
  }

  private void tellLeft(RunOutcome outcome, @Nullable Path results) {
    if (outcome.summary().ending() == RunEnding.STOPPED) {
      terminal.message(
          results == null
              ? "what was accepted stays in the queue; with --results FILE the same command collects the records of tasks that have an id"
              : "what was accepted stays in the queue; the same command collects it");
    }
  }

  /** Submits, and waits only until all tasks are accepted; a signal ends that, and this process. */
  private int feed(Broker broker, TaskSource tasks) throws IOException, InterruptedException {
    AtomicLong refused = new AtomicLong();
    AtomicLong put = new AtomicLong();
    PendingSignals signals = PendingSignals.listen();
    try (BrokerFeed feed =
        broker.feed(
            BrokerOptions.limits(values),
            result -> {
              refused.incrementAndGet();
              tellRefused(result);
            })) {
      signals.deliverTo(signal -> leave(signal, feed, put, refused));
      for (SourceEntry entry = tasks.next(); entry != null; entry = tasks.next()) {
        if (entry instanceof SourceEntry.Ready ready) {
          feed.put(ready.task());
        } else if (entry instanceof SourceEntry.Rejected rejected) {
          refused.incrementAndGet();
          tellRefused(rejected.result());
        }
        put.incrementAndGet(); // only now: while it waits for room, the feed does not have it
      }
      feed.finish();
    }
    terminal.message(accepted(put.get(), refused.get()));
    return refused.get() == 0 ? ExitCodes.OK : ExitCodes.INVALID_JOB;
  }

  /**
   * Tells what became of the tasks that were read, and ends this process: the thread that reads
   * tasks may wait for the next one for ever.
   */
  private void leave(StopSignal signal, BrokerFeed feed, AtomicLong put, AtomicLong refused) {
    long unanswered = put.get();
    try {
      unanswered = feed.finish(LEAVE_LIMIT);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    String left =
        unanswered == 0 ? "" : "; " + Counts.of(unanswered, "more task") + " may be in it";
    terminal.message(
        "signal "
            + signal
            + ": "
            + accepted(Math.max(refused.get(), put.get() - unanswered), refused.get())
            + left);
    terminal.close(); // writes what waits, within a bounded time
    Runtime.getRuntime().halt(signal.exitCode());
  }

  private static String accepted(long put, long refused) {
    return "the queue has accepted "
        + Counts.of(put - refused, "task")
        + (refused == 0 ? "" : "; " + Counts.of(refused, "task") + " refused");
  }

  private void tellRefused(TaskResult result) {
    terminal.message(
        "task "
            + Printable.escaped(result.id())
            + " is refused: "
            + (result.error() == null ? "" : result.error().message()));
  }
}
