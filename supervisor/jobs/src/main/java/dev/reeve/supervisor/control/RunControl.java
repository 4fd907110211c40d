package dev.reeve.supervisor.control;

import dev.reeve.json.Json;
import dev.reeve.json.JsonWriter;
import dev.reeve.supervisor.model.CancelOutcome;
import dev.reeve.supervisor.run.TaskRun;
import dev.reeve.text.Quote;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Looks at one run and steers it. Any thread; no method blocks. */
public final class RunControl {
  /** After that time a run that tells nothing counts as ended. */
  private static final long LONGEST_WAIT_SECONDS = 10;

  private final TaskRun run;
  private final RunLabel label;
  private final Consumer<String> messages;
  private final long startedNanos = System.nanoTime();

  /**
   * @param messages are told, in a few words for people, what was asked of the run
   */
  public RunControl(TaskRun run, RunLabel label, Consumer<String> messages) {
    this.run = run;
    this.label = label;
    this.messages = messages;
  }

  /** Returns the state of the run; fails with {@link IllegalStateException} after its end. */
  public CompletableFuture<RunStatus> status() {
    return run.progress()
        .thenApply(
            progress -> RunStatus.of(label, (System.nanoTime() - startedNanos) / 1e9, progress));
  }

  /** Ends a task early, as {@link TaskRun#cancel}. */
  public CompletableFuture<CancelOutcome> cancel(String taskId) {
    return run.cancel(taskId)
        .thenApply(
            outcome -> {
              if (outcome != CancelOutcome.UNKNOWN) {
                messages.accept("task " + Quote.of(taskId) + " is cancelled by request");
              }
              return outcome;
            });
  }

  /** Starts no further task until {@link #resume}. */
  public void pause() {
    messages.accept("paused by request: running tasks go on, no other starts");
    run.pause();
  }

  /** Ends a pause. */
  public void resume() {
    messages.accept("resumed by request");
    run.resume();
  }

  /**
   * Changes the number of workers.
   *
   * @throws IllegalArgumentException if it is less than 1
   */
  public void workers(int count) {
    run.resize(count);
    messages.accept("the number of workers is " + count + " by request");
  }

  /** Stops in order, as the first Ctrl-C does. */
  public void drain() {
    messages.accept("drained by request: running tasks may finish");
    run.drain("drained by request");
  }

  /**
   * Carries out a request, a JSON text in UTF-8.
   *
   * @return completes normally, with an error if the request cannot be carried out
   */
  public CompletableFuture<ControlAnswer> answer(byte[] utf8) {
    ControlRequest request;
    try {
      request = ControlRequest.parse(utf8, 0, utf8.length);
    } catch (IllegalArgumentException e) {
      String message = "the request is not understood: " + e.getMessage();
      return CompletableFuture.completedFuture(ControlAnswer.of(ControlError.BAD_REQUEST, message));
    }
    return answer(request)
        .orTimeout(LONGEST_WAIT_SECONDS, TimeUnit.SECONDS)
        .exceptionally(
            fault -> ControlAnswer.of(ControlError.RUN_ENDED, "the run has ended, or is about to"));
  }

  private CompletableFuture<ControlAnswer> answer(ControlRequest request) {
    String id = request.id();
    if (id != null) {
      return cancel(id).thenApply(outcome -> answer(id, outcome));
    }
    switch (request.call()) {
      case PAUSE -> pause();
      case RESUME -> resume();
      case WORKERS -> workers(request.workers());
      case DRAIN -> drain();
      case STATUS, CANCEL -> {}
    }
    return status().thenApply(status -> ControlAnswer.of(StatusJson.write(status)));
  }

  private static ControlAnswer answer(String id, CancelOutcome outcome) {
    if (outcome == CancelOutcome.UNKNOWN) {
      return ControlAnswer.of(
          ControlError.UNKNOWN_TASK,
          "no task "
              + Quote.of(id)
              + " waits or runs: it has ended, has not been read yet, waits for what it needs, or"
              + " there is none");
    }
    JsonWriter out = new JsonWriter(64);
    out.beginObject().member("id").string(id);
    out.member("outcome").string(outcome.name().toLowerCase(Locale.ROOT));
    Json result = out.endObject().toJson();
    return ControlAnswer.of(result);
  }
}
