package dev.reeve.supervisor.serve.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.reeve.json.Json;
import dev.reeve.json.JsonWriter;
import dev.reeve.supervisor.serve.queue.QueuedTask;
import dev.reeve.supervisor.serve.queue.Submission;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * A stream of tasks, one a line, that is answered line by line in the same order. It is read only
 * as fast as the queue has room and the client takes the answers, so it may be of any length.
 */
final class TaskStream implements RequestBody.Sink {
  /** Tasks on their way at the same time, so that many are written to disk at once. */
  private static final int MOST_PENDING = 4_096;

  /** Answers that a client may leave untaken while it still sends. */
  private static final int MOST_ANSWER_BYTES = 8 << 20;

  private static final long FULL_MILLIS = 20;

  private final TaskIntake intake;
  private final TaskViews views;
  private final ServerContext server;
  private final @Nullable Duration wait;
  private final Exchange.@Nullable Stream stream;
  private final RequestBody body;
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();

  /** Guarded by this object's lock, as are all that follow. */
  private final Deque<byte[]> lines = new ArrayDeque<>();

  private final Deque<CompletableFuture<Json>> pending = new ArrayDeque<>();
  private final ByteArrayOutputStream answers = new ByteArrayOutputStream();
  private long lineNumber;
  private boolean full;
  private boolean writing;
  private boolean ended;
  private boolean over;

  TaskStream(
      Exchange exchange,
      TaskIntake intake,
      TaskViews views,
      ServerContext server,
      @Nullable Duration wait) {
    this.intake = intake;
    this.views = views;
    this.server = server;
    this.wait = wait;
    this.stream = exchange.stream(Route.NDJSON);
    this.body = new RequestBody(exchange, this, 0, server.limits().times().body());
  }

  void start() {
    body.drive();
  }

  @Override
  public void take(ByteBuffer part) {
    int begin = part.position();
    for (int at = begin; at < part.limit(); at++) {
      if (part.get(at) == '\n') {
        addToLine(part, begin, at);
        endLine();
        begin = at + 1;
      }
    }
    addToLine(part, begin, part.limit());
    proceed();
  }

  private void addToLine(ByteBuffer part, int from, int to) {
    byte[] bytes = new byte[to - from];
    part.get(from, bytes);
    if (line.size() + bytes.length > server.limits().maxBody()) {
      line.reset();
      stop(Problem.tooLarge(server.limits().maxBody()));
    } else {
      line.writeBytes(bytes);
    }
  }

  private synchronized void endLine() {
    if (!ended) {
      lines.add(line.toByteArray());
    }
    line.reset();
  }

  @Override
  public void end() {
    endLine();
    synchronized (this) {
      ended = true;
    }
    proceed();
  }

  @Override
  public void abandon() {
    stop(Problem.badRequest("the stream breaks off; whole lines before its end were read"));
    proceed();
  }

  /** Answers that the rest of the stream is not read. */
  private synchronized void stop(Problem problem) {
    if (!ended) {
      ended = true;
      lineNumber++;
      pending.add(CompletableFuture.completedFuture(refused(lineNumber, problem)));
    }
  }

  @Override
  public synchronized boolean isReady() {
    return !ended && lines.isEmpty() && !isCrowded();
  }

  private boolean isCrowded() {
    return full || pending.size() >= MOST_PENDING || answers.size() >= MOST_ANSWER_BYTES;
  }

  /** Submits the lines that may be, and sends the answers that are there. */
  private void proceed() {
    synchronized (this) {
      while (!lines.isEmpty() && !isCrowded()) {
        submit(lines.remove());
      }
    }
    flush();
  }

  private void submit(byte[] text) {
    lineNumber++;
    if (new String(text, ISO_8859_1).isBlank()) {
      return;
    }
    long number = lineNumber;
    CompletableFuture<QueuedTask> queued;
    try {
      Submission task = intake.parse(text, NewIds.next());
      queued = intake.submit(task);
    } catch (ProblemException e) {
      pending.add(CompletableFuture.completedFuture(refused(number, e.problem())));
      return;
    }
    if (queued.isCompletedExceptionally() && isFull(queued)) {
      lineNumber--;
      full = true;
      lines.addFirst(text);
      server.later(FULL_MILLIS, this::retry);
      return;
    }
    CompletableFuture<Json> answer =
        queued
            .thenCompose(this::answer)
            .exceptionally(failure -> refused(number, TaskIntake.problem(failure)));
    pending.add(answer);
    if (!answer.isDone()) {
      CompletableFuture<Void> unused = answer.thenRunAsync(this::proceedAndRead, server.threads());
    }
  }

  private static boolean isFull(CompletableFuture<QueuedTask> failed) {
    return failed.handle((task, failure) -> TaskIntake.problem(failure).status() == 429).join();
  }

  private void retry() {
    synchronized (this) {
      full = false;
    }
    proceedAndRead();
  }

  private void proceedAndRead() {
    proceed();
    body.drive();
  }

  private CompletableFuture<Json> answer(QueuedTask task) {
    if (wait == null) {
      return CompletableFuture.completedFuture(views.accepted(task));
    }
    return task.ended()
        .copy()
        .orTimeout(Math.max(1, wait.toMillis()), TimeUnit.MILLISECONDS)
        .exceptionallyCompose(
            failure ->
                failure instanceof TimeoutException
                    ? CompletableFuture.completedFuture(views.accepted(task))
                    : CompletableFuture.failedFuture(failure));
  }

  private static Json refused(long number, Problem problem) {
    JsonWriter out = new JsonWriter(256);
    out.beginObject().member("line").number(number);
    return out.member("problem").value(problem.toJson(null)).endObject().toJson();
  }

  private void flush() {
    ByteBuffer part;
    boolean last;
    synchronized (this) {
      while (!pending.isEmpty()
          && pending.element().isDone()
          && answers.size() < MOST_ANSWER_BYTES) {
        answers.writeBytes((pending.remove().join() + "\n").getBytes(UTF_8));
      }
      last = ended && lines.isEmpty() && pending.isEmpty();
      if (over || writing || stream == null || (answers.size() == 0 && !last)) {
        return;
      }
      part = ByteBuffer.wrap(answers.toByteArray());
      answers.reset();
      writing = true;
      over = last;
    }
    if (last) {
      stream.end(part);
    } else {
      stream.send(part, this::taken, this::gone);
    }
  }

  private void taken() {
    synchronized (this) {
      writing = false;
    }
    proceedAndRead();
  }

  /** The client has left; its tasks go on. */
  private synchronized void gone() {
    ended = true;
    over = true;
    lines.clear();
    pending.clear();
  }
}
