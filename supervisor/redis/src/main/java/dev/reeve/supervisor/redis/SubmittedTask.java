package dev.reeve.supervisor.redis;

import dev.reeve.json.BodyPayload;
import dev.reeve.json.Json;
import dev.reeve.json.JsonWriter;
import dev.reeve.supervisor.model.ResultListener;
import dev.reeve.supervisor.model.Task;
import dev.reeve.supervisor.model.TaskResult;
import dev.reeve.supervisor.results.RecordWriter;
import dev.reeve.supervisor.results.TaskHash;
import dev.reeve.supervisor.results.TaskLineWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A task that this submitter waits for. Its state belongs to {@link SubmittedTasks}. */
final class SubmittedTask {
  private final Task task;
  private final Json json;
  private final byte[] file;
  private final ResultListener listener;
  private final boolean waits;
  private volatile boolean maybeSent;
  private volatile boolean accepted;
  private volatile boolean sending;
  private volatile boolean isNew;
  private volatile @Nullable Submitter server;

  /**
   * @param waits whether its record is waited for, or only that it is accepted: the listener is
   *     called only if it is refused then
   */
  SubmittedTask(Task task, ResultListener listener, boolean waits) {
    this(task, listener, waits, new byte[0]);
  }

  private SubmittedTask(Task task, ResultListener listener, boolean waits, byte[] file) {
    this.file = file;
    this.waits = waits;
    this.task = task;
    this.json = TaskLineWriter.json(task);
    this.listener = listener;
  }

  /**
   * Makes a task that takes the file of a server's caller along, if its payload leads to one.
   *
   * @throws IOException if that cannot be read
   */
  static SubmittedTask withFile(Task task, ResultListener listener) throws IOException {
    byte[] file =
        BodyPayload.is(task.payload())
            ? Files.readAllBytes(Path.of(BodyPayload.path(task.payload())))
            : new byte[0];
    return new SubmittedTask(task, listener, true, file);
  }

  /** Returns the content of the file that goes with it; empty if there is none. */
  byte[] file() {
    return file;
  }

  /** Returns the number of bytes that the server gets. */
  int bytes() {
    return json.length() + file.length;
  }

  Task task() {
    return task;
  }

  String id() {
    return task.id();
  }

  /** Returns the text that the server gets. */
  Json json() {
    return json;
  }

  /** Returns the record of a result, as a supervisor would write it. */
  byte[] record(TaskResult result) {
    JsonWriter record = new JsonWriter(512);
    new RecordWriter().write(result, TaskHash.of(task), record);
    record.truncate(record.length() - 1); // the newline
    return record.toByteArray();
  }

  /** Returns the record that it gets if another program has removed it from the queue. */
  byte[] recordIfLost() {
    String why = "it was lost by the broker: another program has removed it from the queue";
    return record(SubmittedTasks.failed(this, "TaskLost", why));
  }

  ResultListener listener() {
    return listener;
  }

  boolean waits() {
    return waits;
  }

  /** Returns who sends it; null as long as that is not decided. */
  @Nullable Submitter server() {
    return server;
  }

  void setServer(Submitter submitter) {
    server = submitter;
  }

  /** Returns whether a server may have it, although its answer got lost. */
  boolean isMaybeSent() {
    return maybeSent;
  }

  void setMaybeSent() {
    maybeSent = true;
  }

  /** Returns whether it is being sent, and not answered. */
  boolean isSending() {
    return sending;
  }

  void setSending(boolean isSending) {
    sending = isSending;
  }

  /** Returns whether its server, which has no memory left, was asked and does not know it. */
  boolean isNew() {
    return isNew;
  }

  void setNew() {
    isNew = true;
  }

  boolean isAccepted() {
    return accepted;
  }

  void setAccepted(boolean isAccepted) {
    accepted = isAccepted;
  }
}
