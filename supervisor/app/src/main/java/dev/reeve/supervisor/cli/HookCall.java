package dev.reeve.supervisor.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.reeve.supervisor.job.HookCommand;
import dev.reeve.worker.TaskContext;
import dev.reeve.worker.TaskFailedException;
import dev.reeve.worker.handlers.exec.ExecHandler;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One call of a hook's command, in the thread that calls {@link #run}. The command ignores INT and
 * HUP, because the terminal sends them to it too when a person ends the run.
 */
final class HookCall {
  private static final String IGNORE = "trap '' INT HUP\n";

  private final ExecHandler.Request request;
  private final Duration limit;
  private @Nullable Thread thread; // guarded by this, as is the next
  private boolean outOfTime;

  /**
   * @param folder in which it runs
   * @param input for its standard input, in UTF-8
   * @param limit of time; then it is ended as a task is
   */
  HookCall(HookCommand command, Path folder, byte[] input, Duration limit) {
    List<String> words = new ArrayList<>();
    words.add(IGNORE + (command.shell() ? command.words().get(0) : "exec \"$@\""));
    if (!command.shell()) {
      words.addAll(command.words());
    }
    this.request =
        new ExecHandler.Request(
            words, folder.toString(), Map.of(), new String(input, UTF_8), true, List.of(0));
    this.limit = limit;
  }

  /**
   * Runs the command to its end; its processes are joined then.
   *
   * @throws TaskFailedException if it cannot be started, fails, or takes too long
   */
  ExecHandler.Result run(TaskContext context) throws TaskFailedException, InterruptedException {
    begin();
    CompletableFuture<Void> timer =
        new CompletableFuture<Void>().orTimeout(limit.toMillis(), TimeUnit.MILLISECONDS);
    CompletableFuture<Void> unused = timer.exceptionally(timeout -> end());
    try {
      return new ExecHandler().handle(request, context);
    } finally {
      finish();
      timer.complete(null);
    }
  }

  private synchronized void begin() {
    thread = Thread.currentThread();
  }

  private synchronized @Nullable Void end() {
    if (thread != null) {
      outOfTime = true;
      thread.interrupt();
    }
    return null;
  }

  /** The interrupt must not reach what the thread does next. */
  private synchronized void finish() {
    thread = null;
    if (outOfTime) {
      boolean unused = Thread.interrupted();
    }
  }

  /** Returns whether it was ended because it took too long. */
  synchronized boolean isOutOfTime() {
    return outOfTime;
  }
}
