package dev.reeve.supervisor.serve.queue;

import static java.util.Objects.requireNonNull;

import dev.reeve.json.Json;
import dev.reeve.supervisor.model.Task;
import dev.reeve.supervisor.model.TaskStatus;
import dev.reeve.text.IoReasons;
import dev.reeve.text.Quote;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * A task of a queue, as it is at each moment. Thread-safe. Can be looked at after the queue has
 * forgotten it, except for what is in its folder.
 */
public final class QueuedTask {
  private final long number;
  private final String id;
  private final String handler;
  private final int priority;
  private final boolean durable;
  private final long bytes;
  private final long acceptedAt;
  private final CompletableFuture<QueuedTask> acceptance = new CompletableFuture<>();
  private final EndFuture end = new EndFuture();

  /** Null when it has ended and is in a file. */
  private volatile @Nullable Task task;

  /** Its line in a file; null if it is in memory only. */
  private volatile @Nullable SegmentText line;

  private volatile boolean taken;
  private volatile boolean cancelRequested;
  private volatile @Nullable Ending ending;

  /**
   * @param task whose number is that of the queue
   * @param acceptedAt milliseconds since 1970
   */
  QueuedTask(Task task, boolean durable, long acceptedAt) {
    this.number = task.seq();
    this.id = task.id();
    this.handler = task.handler();
    this.priority = task.priority();
    this.durable = durable;
    this.bytes = TaskContent.bytes(task);
    this.acceptedAt = acceptedAt;
    this.task = task;
  }

  /** Returns its number: tasks that were accepted later have higher ones. It is in its record. */
  public long number() {
    return number;
  }

  public String id() {
    return id;
  }

  public String handler() {
    return handler;
  }

  int priority() {
    return priority;
  }

  /** Returns whether it is in the queue's folder. */
  public boolean durable() {
    return durable;
  }

  /** Returns the bytes that it counts for while it has not ended. */
  long bytes() {
    return bytes;
  }

  /** Returns the time of its acceptance, in milliseconds. */
  public Instant acceptedAt() {
    return Instant.ofEpochMilli(acceptedAt);
  }

  /** Returns its state. */
  public TaskState state() {
    if (ending != null) {
      return TaskState.ENDED;
    }
    return taken ? TaskState.RUNNING : TaskState.WAITING;
  }

  /** Returns how it has ended; null if it has not. */
  public @Nullable TaskStatus status() {
    Ending ended = ending;
    return ended == null ? null : ended.status();
  }

  /** Returns when it has ended, in milliseconds; null if it has not. */
  public @Nullable Instant endedAt() {
    Ending ended = ending;
    return ended == null ? null : Instant.ofEpochMilli(ended.at());
  }

  /** Returns when it has ended, in milliseconds since 1970. */
  long endedAtMillis() {
    return requireNonNull(ending).at();
  }

  /**
   * Returns the task as a line of a stream has it, with all defaults written out.
   *
   * @throws UncheckedIOException if it is in a file that cannot be read, or was forgotten
   */
  public Json task() {
    Task held = task;
    return held == null ? read(line()) : TaskContent.json(held);
  }

  /**
   * Returns its record; null if it has not ended.
   *
   * @throws UncheckedIOException if it is in a file that cannot be read, or was forgotten
   */
  public @Nullable Json record() {
    Ending ended = ending;
    return ended == null ? null : read(ended.record());
  }

  private Json read(StoredJson stored) {
    try {
      return stored.read();
    } catch (IOException e) {
      throw new UncheckedIOException(
          "cannot read task " + Quote.of(id) + " from the queue's folder: " + IoReasons.of(e), e);
    }
  }

  /**
   * Returns its record when it has one, by a future for this call alone. Fails with {@link
   * QueueClosedException} if the queue is closed before, which happens to tasks of a folder only.
   * What depends on it is called on a thread of the queue, and must not block it.
   */
  public CompletableFuture<Json> ended() {
    CompletableFuture<Json> waiting = end.get();
    if (waiting != null) {
      return waiting;
    }
    try {
      return CompletableFuture.completedFuture(read(requireNonNull(ending).record()));
    } catch (UncheckedIOException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  /** Returns the future of its end, for the queue to complete without locks. */
  EndFuture end() {
    return end;
  }

  /** Returns the task when it is safe, for the queue to complete without locks. */
  CompletableFuture<QueuedTask> acceptance() {
    return acceptance;
  }

  /** Returns the task, which has not ended or is in memory only. */
  Task taskToRun() {
    return requireNonNull(task, "the task has ended");
  }

  /** Returns the task; null if it has ended and is in a file. */
  @Nullable Task held() {
    return task;
  }

  void setTaken(boolean isTaken) {
    taken = isTaken;
  }

  void requestCancel() {
    cancelRequested = true;
  }

  boolean isCancelRequested() {
    return cancelRequested;
  }

  void storedAs(SegmentText stored) {
    line = stored;
  }

  SegmentText line() {
    return requireNonNull(line, "the task is in memory only");
  }

  /** Sets its end, after which {@link #end} must be completed. */
  void endAs(Ending how) {
    ending = how;
    if (line != null) {
      task = null;
    }
  }

  /** Returns the bytes that it takes in memory after its end. */
  long keptBytes() {
    Ending ended = ending;
    return (task == null ? 0 : bytes) + (ended == null ? 0 : ended.record().heldBytes());
  }

  @Override
  public String toString() {
    return number + " " + id + " " + state().word();
  }
}
