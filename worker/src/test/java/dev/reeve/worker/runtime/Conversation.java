package dev.reeve.worker.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.json.Json;
import dev.reeve.protocol.Frame;
import dev.reeve.protocol.FrameReader;
import dev.reeve.protocol.FrameWriter;
import dev.reeve.protocol.FromWorker;
import dev.reeve.protocol.InitializeResult;
import dev.reeve.protocol.MessageCodec;
import dev.reeve.protocol.Protocol;
import dev.reeve.protocol.ProtocolException;
import dev.reeve.protocol.RequestId;
import dev.reeve.protocol.ToWorker;
import dev.reeve.protocol.WorkerSettings;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** The supervisor's side of a worker's two streams: sends messages, collects what comes back. */
public final class Conversation {
  static final MessageCodec CODEC = new MessageCodec();
  private static final long PATIENCE_SECONDS = 20;

  private final OutputStream toWorker;
  private final FrameWriter writer;
  private final BlockingQueue<FromWorker> received = new LinkedBlockingQueue<>();
  private final BlockingQueue<String> noise = new LinkedBlockingQueue<>();
  private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();

  /** Starts of tasks whose handler was made last; used by the reader's thread only. */
  private final Set<FromWorker> expectedStarts = new HashSet<>();

  private final BlockingQueue<FromWorker> beginnings = new LinkedBlockingQueue<>();
  private final Thread reader;

  Conversation(OutputStream toWorker, InputStream fromWorker) {
    this.toWorker = toWorker;
    this.writer = new FrameWriter(CODEC, toWorker, Protocol.DEFAULT_MAX_FRAME_BYTES);
    this.reader = new Thread(() -> readAll(fromWorker), "conversation");
    reader.setDaemon(true);
    reader.start();
  }

  void send(ToWorker... messages) throws IOException {
    for (ToWorker message : messages) {
      writer.write(message);
    }
    writer.flush();
  }

  void sendLine(String line) throws IOException {
    toWorker.write((line + '\n').getBytes(StandardCharsets.UTF_8));
    toWorker.flush();
  }

  void closeInput() throws IOException {
    toWorker.close();
  }

  /** Initializes with the id 0. */
  InitializeResult initialize(WorkerSettings settings) throws Exception {
    send(new ToWorker.Initialize(RequestId.of(0), Protocol.VERSION, 0, 0, settings));
    return CODEC.readInitializeResult(success(0).result());
  }

  static ToWorker.RunTask task(long id, String handler, String payload) {
    return new ToWorker.RunTask(RequestId.of(id), "task-" + id, 1, handler, Json.parse(payload));
  }

  /** The next message, heartbeats left out. */
  FromWorker next() throws InterruptedException {
    FromWorker message = any();
    while (message instanceof FromWorker.Heartbeat) {
      message = any();
    }
    return message;
  }

  /** The next message of any kind. */
  FromWorker any() throws InterruptedException {
    FromWorker message = received.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
    assertThat(message).as("a message from the worker").isNotNull();
    return Objects.requireNonNull(message);
  }

  /** The next message is the start of {@code id}. */
  void started(long id) throws InterruptedException {
    assertThat(next()).isEqualTo(new FromWorker.TaskStarted(RequestId.of(id)));
  }

  /** The next message is the good response to {@code id}. */
  FromWorker.Success success(long id) throws InterruptedException {
    FromWorker message = next();
    assertThat(message).isInstanceOf(FromWorker.Success.class);
    FromWorker.Success success = (FromWorker.Success) message;
    assertThat(success.id()).isEqualTo(RequestId.of(id));
    return success;
  }

  /** The next message is the bad response to {@code id}. */
  FromWorker.Failure failure(long id) throws InterruptedException {
    FromWorker message = next();
    assertThat(message).isInstanceOf(FromWorker.Failure.class);
    FromWorker.Failure failure = (FromWorker.Failure) message;
    assertThat(failure.id()).isEqualTo(RequestId.of(id));
    return failure;
  }

  /** Whatever has been received and not been taken. */
  BlockingQueue<FromWorker> received() {
    return received;
  }

  /** Preparations, and the starts that followed them. */
  BlockingQueue<FromWorker> beginnings() {
    return beginnings;
  }

  /** Lines that were no messages. */
  BlockingQueue<String> noise() {
    return noise;
  }

  /** All lines as they came, those included that are no messages. */
  BlockingQueue<String> lines() {
    return lines;
  }

  /** Waits for the end of the worker's output. */
  void awaitEndOfOutput() throws InterruptedException {
    reader.join(TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS));
    assertThat(reader.isAlive()).as("output still open").isFalse();
  }

  private void readAll(InputStream fromWorker) {
    FrameReader frames = new FrameReader(fromWorker, Protocol.DEFAULT_MAX_FRAME_BYTES);
    try {
      for (Frame frame = frames.next(); frame != null; frame = frames.next()) {
        lines.add(frame.text());
        try {
          add(CODEC.readFromWorker(frame));
        } catch (ProtocolException e) {
          noise.add(frame.text());
        }
      }
    } catch (IOException e) {
      noise.add(e.toString());
    }
  }

  /** A preparation is kept as the start of its task, and the start that follows it is left out. */
  private void add(FromWorker message) {
    if (message instanceof FromWorker.TaskPreparing preparing) {
      FromWorker start = new FromWorker.TaskStarted(preparing.request());
      expectedStarts.add(start);
      beginnings.add(message);
      received.add(start);
    } else if (expectedStarts.remove(message)) {
      beginnings.add(message);
    } else {
      received.add(message);
    }
  }
}
