package dev.reeve.supervisor.cli;

import dev.reeve.json.JsonWriter;
import dev.reeve.supervisor.cli.terminal.Terminal;
import dev.reeve.supervisor.job.HookCommand;
import dev.reeve.supervisor.job.JobHooks;
import dev.reeve.supervisor.results.RecordQueue;
import dev.reeve.supervisor.results.RunFacts;
import dev.reeve.supervisor.results.SummaryWriter;
import dev.reeve.text.Counts;
import dev.reeve.text.Durations;
import dev.reeve.text.Printable;
import dev.reeve.worker.TaskFailedException;
import dev.reeve.worker.handlers.exec.ExecHandler;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Calls the commands that are told of failed tasks and of the end of the run. At most {@value
 * #AT_ONCE} run at the same time, on threads of their own; further failures wait in a queue, so
 * that the run is not held up and none is lost. A command that fails is a warning. Thread-safe.
 */
final class HookRunner {
  /** Commands that run at the same time. */
  static final int AT_ONCE = 4;

  /** Time that a command has before it is ended. */
  static final Duration LIMIT = Duration.ofMinutes(1);

  private final JobHooks hooks;
  private final Path folder;
  private final Times times;
  private final Terminal terminal;
  private final boolean warns;
  private final RecordQueue failures =
      new RecordQueue(Path.of(System.getProperty("java.io.tmpdir")));
  private final Set<Thread> threads = new HashSet<>(); // guarded by this, as is the next
  private boolean stopped;

  /**
   * The time that a command has.
   *
   * @param limit after which it is ended
   * @param grace for it to end then
   */
  record Times(Duration limit, Duration grace) {}

  /**
   * @param folder in which commands run
   * @param warns whether warnings are wanted
   */
  HookRunner(JobHooks hooks, Path folder, Times times, Terminal terminal, boolean warns) {
    this.hooks = hooks;
    this.folder = folder;
    this.times = times;
    this.terminal = terminal;
    this.warns = warns;
  }

  /** Returns the output of the run that sees failures; null if none is wanted. */
  @Nullable FailureHook failures() {
    return hooks.onFailure() == null ? null : new FailureHook(this);
  }

  /** Tells the command of a failed task, soon. Never blocks. */
  synchronized void taskFailed(byte[] record) {
    if (stopped) {
      return;
    }
    failures.add(record);
    if (threads.size() < AT_ONCE) {
      Thread thread = new Thread(this::callForAll, "reeve-hook");
      thread.setDaemon(true);
      threads.add(thread);
      thread.start();
    }
  }

  private void callForAll() {
    HookCommand command = hooks.onFailure();
    try {
      for (byte[] record = next(); record != null && command != null; record = next()) {
        call("onFailure", command, record);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // no further command is wanted
    } finally {
      leave();
    }
  }

  /** Returns null if there is none, after which the thread must not ask again. */
  private synchronized byte @Nullable [] next() {
    while (!stopped) {
      try {
        byte[] record = failures.poll();
        if (record == null) {
          threads.remove(Thread.currentThread());
        }
        return record;
      } catch (IOException e) {
        warn("a failure could not be told to onFailure: " + e.getMessage());
      }
    }
    return null;
  }

  private synchronized void leave() {
    threads.remove(Thread.currentThread());
    notifyAll();
  }

  private void call(String name, HookCommand command, byte[] input) throws InterruptedException {
    HookCall call = new HookCall(command, folder, input, times.limit);
    try {
      ExecHandler.Result result =
          call.run(new HookContext(name, times.grace, text -> warn(name + ": " + text)));
      tell(result.stdout());
      tell(result.stderr());
    } catch (TaskFailedException e) {
      String why =
          call.isOutOfTime()
              ? "was ended, because it took longer than " + Durations.text(times.limit)
              : "failed: " + e.getMessage();
      warn("the command of " + name + " " + why);
    } catch (RuntimeException e) {
      warn("the command of " + name + " cannot be called: " + e.getMessage());
    }
  }

  private void tell(String output) {
    if (!output.isEmpty()) {
      StringBuilder lines = new StringBuilder();
      output.lines().forEach(line -> lines.append(Printable.replaced(line)).append('\n'));
      terminal.lines(lines.toString());
    }
  }

  private void warn(String text) {
    if (warns) {
      terminal.message("warning: " + text);
    }
  }

  /** Waits until all failures have been told, and their commands are joined. */
  synchronized void awaitFailures() throws InterruptedException {
    if (!threads.isEmpty()) {
      int waiting = failures.size() + threads.size();
      terminal.message("waiting for " + Counts.of(waiting, "command") + " of onFailure");
    }
    while (!threads.isEmpty()) {
      wait();
    }
    failures.close();
  }

  /**
   * Tells the command of the end, unless the run was stopped at once, and waits for it.
   *
   * @param facts for the summary that it gets
   */
  void runEnded(RunFacts facts) throws InterruptedException {
    HookCommand command = hooks.onEnd();
    if (command == null || isStopped()) {
      return;
    }
    JsonWriter summary = new JsonWriter();
    SummaryWriter.write(facts, summary);
    Thread thread = new Thread(() -> callOnce(command, summary.toByteArray()), "reeve-hook");
    thread.setDaemon(true);
    synchronized (this) {
      threads.add(thread);
      thread.start();
    }
    thread.join();
  }

  private void callOnce(HookCommand command, byte[] input) {
    try {
      call("onEnd", command, input);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // it has been ended
    } finally {
      leave();
    }
  }

  private synchronized boolean isStopped() {
    return stopped;
  }

  /** Ends all commands, and calls none any more. Does not block. */
  synchronized void stopNow() {
    if (!stopped) {
      stopped = true;
      if (failures.size() > 0) {
        warn(Counts.of(failures.size(), "failure") + " were not told to onFailure");
      }
      threads.forEach(Thread::interrupt);
    }
  }
}
