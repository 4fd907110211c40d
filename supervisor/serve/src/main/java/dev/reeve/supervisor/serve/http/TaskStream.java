package dev.reeve.supervisor.serve.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.reeve.supervisor.serve.queue.QueuedTask;
import dev.reeve.supervisor.serve.queue.Submission;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * A stream of tasks, one a line, that is answered line by line in the same order. It is read only
 * as fast as the queue has room and the client takes the answers, so it may be of any length.
 */
final class TaskStream implements RequestBody.Sink {
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

  private final StreamAnswers answers = new StreamAnswers();
  private List<String> recordsOnTheWay = List.of();
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
      answers.add(CompletableFuture.completedFuture(StreamAnswer.refused(lineNumber, problem)));
    }
  }

  @Override
  public synchronized boolean isReady() {
    return !ended && lines.isEmpty() && !isCrowded();
  }

  private boolean isCrowded() {
    return full || answers.isCrowded();
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
      answers.add(CompletableFuture.completedFuture(StreamAnswer.refused(number, e.problem())));
      return;
    }
    if (queued.isCompletedExceptionally() && isFull(queued)) {
      lineNumber--;
      full = true;
      lines.addFirst(text);
      server.later(FULL_MILLIS, this::retry);
      return;
    }
    CompletableFuture<StreamAnswer> answer =
        queued
            .thenCompose(this::answer)
            .exceptionally(failure -> StreamAnswer.refused(number, TaskIntake.problem(failure)));
    answers.add(answer);
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

  private CompletableFuture<StreamAnswer> answer(QueuedTask task) {
    if (wait == null) {
      return CompletableFuture.completedFuture(accepted(task));
    }
    return task.ended()
        .copy()
        .orTimeout(Math.max(1, wait.toMillis()), TimeUnit.MILLISECONDS)
        .thenApply(record -> StreamAnswer.record(task.id(), record))
        .exceptionallyCompose(
            failure ->
                failure.getCause() instanceof TimeoutException
                    ? CompletableFuture.completedFuture(accepted(task))
                    : CompletableFuture.failedFuture(failure));
  }

  private StreamAnswer accepted(QueuedTask task) {
    return StreamAnswer.accepted(views.accepted(task));
  }

  private void flush() {
    ByteBuffer part;
    boolean last;
    synchronized (this) {
      last = answers.write() && ended && lines.isEmpty();
      if (over || writing || stream == null || (answers.isEmpty() && !last)) {
        return;
      }
      part = answers.take();
      recordsOnTheWay = answers.takeIds();
      writing = true;
      over = last;
    }
    if (last) {
      stream.end(part);
      tellDelivered();
    } else {
      stream.send(part, this::taken, this::gone);
    }
  }

  private void taken() {
    tellDelivered();
    synchronized (this) {
      writing = false;
    }
    proceedAndRead();
  }

  private void tellDelivered() {
    List<String> ids;
    synchronized (this) {
      ids = recordsOnTheWay;
      recordsOnTheWay = List.of();
    }
    ids.forEach(server::delivered);
  }

  /** The client has left; its tasks go on. */
  private synchronized void gone() {
    ended = true;
    over = true;
    lines.clear();
    answers.clear();
  }
}
