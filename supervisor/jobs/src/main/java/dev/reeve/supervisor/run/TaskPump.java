package dev.reeve.supervisor.run;

import dev.reeve.supervisor.job.Job;
import dev.reeve.supervisor.job.JobEntry;
import dev.reeve.supervisor.model.Task;
import dev.reeve.supervisor.results.Delivery;
import dev.reeve.supervisor.results.TaskHash;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads tasks and hands them to the supervisor, as fast as the window allows, on a thread of its
 * own: {@code reeve-input}; but for those that an earlier run has done. A document is always read
 * to its end, also after the run was stopped, for every task of it gets its record; a stream is
 * left where it is, even in the middle of a read that may never return.
 */
public final class TaskPump {

  /** What the thread is doing; guarded by this object's lock. */
  private enum State {
    READING,
    HANDING_OVER,
    ENDED
  }

  private final Job job;
  private final ResumeFilter resume;
  private final TaskReceiver intake;
  private final TaskWindow window;
  private final Consumer<Delivery> writer;
  private final boolean stream;
  private final CompletableFuture<Void> ended = new CompletableFuture<>();
  private State state = State.READING;
  private boolean stopped;
  private long place;
  private volatile @Nullable Throwable failure;

  public TaskPump(
      Job job,
      ResumeFilter resume,
      TaskReceiver intake,
      TaskWindow window,
      Consumer<Delivery> writer) {
    this.job = job;
    this.resume = resume;
    this.intake = intake;
    this.window = window;
    this.writer = writer;
    this.stream = job.totalTasks() < 0;
  }

  public void start() {
    Thread thread = new Thread(this::run, "reeve-input");
    thread.setDaemon(true);
    thread.start();
  }

  private void run() {
    try {
      for (JobEntry entry = job.next(); entry != null && beginHandover(); entry = job.next()) {
        handOver(entry);
        endHandover();
      }
    } catch (IOException | RuntimeException | Error e) {
      onFailure(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      end();
    }
  }

  /** Of a pump that nobody waits for any more nobody wants to know. */
  private void onFailure(Throwable e) {
    if (!ended.isDone()) {
      failure = e;
    }
  }

  private void handOver(JobEntry entry) throws InterruptedException {
    if (entry instanceof JobEntry.Ready ready) {
      handOver(ready.task());
    } else if (entry instanceof JobEntry.Rejected rejected && !resume.isDone(rejected.result())) {
      intake.record(rejected.result(), admit(TaskHash.NONE, 0));
    }
  }

  private void handOver(Task task) throws InterruptedException {
    long taskHash = TaskHash.of(task);
    if (!resume.isDone(task, taskHash)) {
      intake.submit(task, admit(taskHash, task.payload().length()));
    }
  }

  private InFlightTask admit(long taskHash, long payloadBytes) throws InterruptedException {
    long held = window.enter(payloadBytes);
    return new InFlightTask(window, writer, ++place, taskHash, held);
  }

  private synchronized boolean beginHandover() {
    if (stopped && stream) {
      return false;
    }
    state = State.HANDING_OVER;
    return true;
  }

  private synchronized void endHandover() {
    state = State.READING;
    endIfLeftAlone();
  }

  private synchronized void end() {
    state = State.ENDED;
    ended.complete(null);
  }

  /**
   * The run takes no more tasks on. From here on a stream's task that has not been read is none of
   * ours; one that is being handed over still is.
   */
  public synchronized void stop() {
    stopped = true;
    endIfLeftAlone();
  }

  /** The supervisor has failed: nothing that is still on its way will be let in any more. */
  public void abandon() {
    ended.complete(null);
  }

  /** Bounds {@link #await}: whoever makes room in the window may be stuck for ever. */
  public void abandon(Duration patience) {
    ended.completeOnTimeout(null, patience.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void endIfLeftAlone() {
    if (stopped && stream && state == State.READING) {
      ended.complete(null);
    }
  }

  /** Waits until no more tasks will be handed over. */
  public void await() throws InterruptedException {
    try {
      ended.get();
    } catch (ExecutionException e) {
      throw new AssertionError("it never ends with a fault", e);
    }
  }

  /** Why reading ended early; null if it did not. */
  public @Nullable Throwable failure() {
    return failure;
  }
}
