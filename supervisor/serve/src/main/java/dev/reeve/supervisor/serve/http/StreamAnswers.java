package dev.reeve.supervisor.serve.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** The answers to a stream of tasks, in the order of its lines. Guarded by the stream's lock. */
final class StreamAnswers {
  /** Tasks on their way at the same time, so that many are written to disk at once. */
  private static final int MOST_PENDING = 4_096;

  /** Answers that a client may leave untaken while it still sends. */
  private static final int MOST_BYTES = 8 << 20;

  private final Deque<CompletableFuture<StreamAnswer>> pending = new ArrayDeque<>();
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  /** Tasks whose records are written. */
  private final List<String> ids = new ArrayList<>();

  /** Adds the answer to the next line. */
  void add(CompletableFuture<StreamAnswer> answer) {
    pending.add(answer);
  }

  /** Returns whether the client must take some before more tasks are read. */
  boolean isCrowded() {
    return pending.size() >= MOST_PENDING || bytes.size() >= MOST_BYTES;
  }

  /** Writes the answers that are there, up to the first that is not; returns whether it was all. */
  boolean write() {
    while (!pending.isEmpty() && pending.element().isDone() && bytes.size() < MOST_BYTES) {
      StreamAnswer answer = pending.remove().join();
      bytes.writeBytes((answer.line() + "\n").getBytes(UTF_8));
      if (answer.recordOf() != null) {
        ids.add(answer.recordOf());
      }
    }
    return pending.isEmpty();
  }

  /** Returns whether no answer is written that was not taken. */
  boolean isEmpty() {
    return bytes.size() == 0;
  }

  /** Takes what is written. */
  ByteBuffer take() {
    ByteBuffer part = ByteBuffer.wrap(bytes.toByteArray());
    bytes.reset();
    return part;
  }

  /** Takes the ids of the tasks whose records are in what was just taken. */
  List<String> takeIds() {
    List<String> taken = List.copyOf(ids);
    ids.clear();
    return taken;
  }

  /** Drops the answers that are not written yet. */
  void clear() {
    pending.clear();
  }
}
