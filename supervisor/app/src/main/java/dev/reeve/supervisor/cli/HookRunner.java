package dev.reeve.supervisor.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.reeve.json.Json;
import dev.reeve.json.JsonWriter;
import dev.reeve.supervisor.job.HookCommand;
import dev.reeve.supervisor.job.JobHooks;
import dev.reeve.supervisor.model.Backoff;
import dev.reeve.supervisor.model.Task;
import dev.reeve.supervisor.model.TaskPolicy;
import dev.reeve.supervisor.model.TaskResult;
import dev.reeve.supervisor.results.RecordQueue;
import dev.reeve.supervisor.results.RunFacts;
import dev.reeve.supervisor.results.SummaryWriter;
import dev.reeve.text.Counts;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * Calls the commands that are told of failed tasks and of the end of the run. At most {@value
 * #AT_ONCE} run at the same time; further failures wait in a queue, so that the run is not held up
 * and none is lost. A command that fails is a warning. Thread-safe.
 */
final class HookRunner {
  /** Commands that run at the same time. */
  static final int AT_ONCE = 2;

  /** Time that a command has before it is ended as a task is. */
  static final Duration LIMIT = Duration.ofMinutes(1);

  private static final TaskPolicy POLICY = new TaskPolicy(LIMIT, 0, Backoff.DEFAULT);

  private final JobHooks hooks;
  private final Path folder;
  private final HookPool pool;
  private final HookMessages messages;
  private final RecordQueue failures =
      new RecordQueue(Path.of(System.getProperty("java.io.tmpdir")));
  private long calls; // guarded by this, as is the next
  private int running;
  private boolean stopped;

  /**
   * @param folder in which commands run
   * @param pool used by these commands alone
   */
  HookRunner(JobHooks hooks, Path folder, HookPool pool, HookMessages messages) {
    this.hooks = hooks;
    this.folder = folder;
    this.pool = pool;
    this.messages = messages;
  }

  /** Returns the output of the run that sees failures; null if none is wanted. */
  @Nullable FailureHook failures() {
    return hooks.onFailure() == null ? null : new FailureHook(this);
  }

  /** Tells the command of a failed task, soon. Never blocks. */
  synchronized void taskFailed(byte[] record) {
    if (!stopped) {
      failures.add(record);
      callNext();
    }
  }

  private void callNext() {
    HookCommand command = hooks.onFailure();
    while (command != null && running < AT_ONCE && !stopped && failures.size() > 0) {
      try {
        byte[] record = failures.poll();
        if (record != null) {
          call("onFailure", command, record);
        }
      } catch (IOException e) {
        messages.warn("a failure could not be told to onFailure: " + e.getMessage());
      }
    }
  }

  private void call(String name, HookCommand command, byte[] input) {
    Task task = new Task(++calls, name, "exec", payload(command, input), POLICY, 0, List.of());
    running++;
    try {
      pool.submit(task, this::ended);
    } catch (RuntimeException | OutOfMemoryError e) { // the system has no thread to give
      running--;
      messages.warn("the command of " + name + " cannot be called: " + e.getMessage());
    }
  }

  private Json payload(HookCommand command, byte[] input) {
    JsonWriter out = new JsonWriter();
    String divider = "{\"command\":[";
    for (String word : command.words()) {
      out.ascii(divider).string(word);
      divider = ",";
    }
    out.ascii("],\"cwd\":").string(folder.toString());
    out.ascii(",\"stdin\":").string(new String(input, UTF_8));
    return out.ascii(command.shell() ? ",\"shell\":true}" : "}").toJson();
  }

  private synchronized void ended(TaskResult result) {
    running--;
    if (!stopped) {
      messages.tell(result);
      callNext();
    }
    notifyAll();
  }

  /** Waits until all failures have been told. */
  synchronized void awaitFailures() throws InterruptedException {
    int waiting = failures.size() + running;
    if (waiting == 0) {
      return;
    }
    Future<?> message =
        messages.sayLater("waiting for " + Counts.of(waiting, "command") + " of onFailure");
    awaitCalls();
    boolean unused = message.cancel(false);
  }

  private synchronized void awaitCalls() throws InterruptedException {
    while (running > 0) {
      wait();
    }
  }

  /**
   * Tells the command of the end, unless the run was stopped at once, and joins all commands.
   *
   * @param facts for the summary that it gets
   */
  void runEnded(RunFacts facts) throws InterruptedException {
    HookCommand command = hooks.onEnd();
    if (command != null) {
      JsonWriter summary = new JsonWriter();
      SummaryWriter.write(facts, summary);
      callAtEnd(command, summary.toByteArray());
    }
    awaitCalls();
    pool.finish();
    failures.close();
  }

  private synchronized void callAtEnd(HookCommand command, byte[] summary) {
    if (!stopped) {
      call("onEnd", command, summary);
    }
  }

  /** Ends all commands, and calls none any more. Does not block. */
  synchronized void stopNow(String reason) {
    if (!stopped) {
      stopped = true;
      if (failures.size() > 0) {
        messages.warn("not told to onFailure: " + Counts.of(failures.size(), "failure"));
      }
      pool.stopNow(reason);
    }
  }
}
