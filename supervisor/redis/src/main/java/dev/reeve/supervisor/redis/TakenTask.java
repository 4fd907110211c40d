package dev.reeve.supervisor.redis;

import dev.reeve.json.BodyPayload;
import dev.reeve.supervisor.job.SourceEntry;
import dev.reeve.supervisor.model.Task;
import dev.reeve.supervisor.model.TaskPolicy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A task that this supervisor has taken, with its lease. Thread-safe. */
final class TakenTask {

  /** Why an attempt is stopped. */
  enum Stop {
    /** The task belongs to another supervisor, or has ended: its record is not wanted. */
    LOST,
    /**
     * Its lease ends, because the server does not answer. It goes back if it is still held then.
     */
    UNSURE,
    /** Somebody has cancelled the task. */
    CANCELLED
  }

  private final RedisServer server;
  private final TakenRow row;
  private final String id;
  private final SourceEntry entry;
  private final @Nullable Task task;
  private final @Nullable Path file;
  private volatile long leaseEnd;
  private volatile @Nullable Stop stop;
  private volatile boolean ended;

  private TakenTask(
      RedisServer server,
      TakenRow row,
      String id,
      SourceEntry entry,
      @Nullable Task task,
      @Nullable Path file,
      long leaseEnd) {
    this.file = file;
    this.server = server;
    this.row = row;
    this.id = id;
    this.entry = entry;
    this.task = task;
    this.leaseEnd = leaseEnd;
  }

  /**
   * Makes a task that runs. The supervisor's pool does not retry it, because any supervisor may.
   *
   * @param file to which its payload leads, and which goes with it; null if there is none
   * @param leaseEnd by {@link System#nanoTime}
   */
  static TakenTask running(
      RedisServer server, TakenRow row, Task task, @Nullable Path file, long leaseEnd) {
    TaskPolicy policy = task.policy();
    Task once =
        new Task(
            task.seq(),
            task.id(),
            task.handler(),
            file == null ? task.payload() : BodyPayload.withPath(task.payload(), file.toString()),
            new TaskPolicy(policy.timeout(), 0, policy.backoff(), policy.uses()),
            task.priority(),
            task.tags());
    return new TakenTask(server, row, task.id(), new SourceEntry.Ready(once), task, file, leaseEnd);
  }

  /** Makes a task that ends without being run. */
  static TakenTask rejected(
      RedisServer server, TakenRow row, SourceEntry.Rejected rejected, long leaseEnd) {
    return new TakenTask(server, row, rejected.result().id(), rejected, null, null, leaseEnd);
  }

  RedisServer server() {
    return server;
  }

  TakenRow row() {
    return row;
  }

  String id() {
    return id;
  }

  /** Returns what the run gets. */
  SourceEntry entry() {
    return entry;
  }

  /** Returns the task as it was submitted; null if it is none. */
  @Nullable Task task() {
    return task;
  }

  /** Returns its number in the run. */
  long seq() {
    return entry instanceof SourceEntry.Ready ready
        ? ready.task().seq()
        : ((SourceEntry.Rejected) entry).result().seq();
  }

  long leaseEnd() {
    return leaseEnd;
  }

  void renewed(long end) {
    leaseEnd = end;
  }

  /** Returns why it is stopped; null if it is not. */
  @Nullable Stop stop() {
    return stop;
  }

  /** Stops it; returns false if that was done before. */
  synchronized boolean stopBecause(Stop why) {
    if (stop == why || stop == Stop.LOST || (stop == Stop.UNSURE && why == Stop.CANCELLED)) {
      return false;
    }
    stop = why;
    return true;
  }

  /** Returns whether its attempt is over, and the server is to be told. */
  boolean hasEnded() {
    return ended;
  }

  /** Notes that its attempt is over. */
  void setEnded() {
    ended = true;
  }

  /** Removes its file. */
  void removeFile() {
    try {
      if (file != null) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      // it goes with the folder
    }
  }

  @Override
  public String toString() {
    return id + " " + row.entry();
  }
}
