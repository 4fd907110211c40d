package dev.reeve.supervisor.process;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.reeve.protocol.Frame;
import dev.reeve.protocol.FrameReader;
import dev.reeve.protocol.FromWorker;
import dev.reeve.protocol.LastWords;
import dev.reeve.protocol.MessageCodec;
import dev.reeve.protocol.ProtocolException;
import dev.reeve.protocol.RpcError;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads one worker's standard output: lines to messages, in batches as they come. One thread. */
final class WorkerOutput {
  private static final int MAX_BATCH = 1024;

  private final MessageCodec codec = new MessageCodec();
  private final WorkerEventSequencer events;
  private final StrayLines strays;
  private final LineSink messageLog;
  private final DiagnosisLog diagnosisLog;
  private final Runnable atFirstMessage;
  private boolean heard;
  private List<FromWorker> batch = new ArrayList<>();

  /**
   * @param messageLog where the worker's log messages are kept
   * @param atFirstMessage to be done when the worker has said its first message
   */
  WorkerOutput(
      WorkerEventSequencer events,
      StrayLines strays,
      LineSink messageLog,
      DiagnosisLog diagnosisLog,
      Runnable atFirstMessage) {
    this.events = events;
    this.strays = strays;
    this.messageLog = messageLog;
    this.diagnosisLog = diagnosisLog;
    this.atFirstMessage = atFirstMessage;
  }

  /**
   * Reads to the end. Whatever comes, the pipe is emptied, so that the worker never waits for us.
   */
  void readAll(InputStream in, int maxFrameBytes) {
    try {
      readFrames(new FrameReader(in, maxFrameBytes));
    } catch (IOException | RuntimeException e) {
      giveUp(String.valueOf(e.getMessage()), in);
    } catch (OutOfMemoryError e) {
      giveUp("its message is too large for the heap of the supervisor", in);
    }
  }

  /** The messages in what it had not written when it ended; some of them may have come before. */
  List<FromWorker> lastWords(byte[] lines) throws IOException {
    FrameReader reader = new FrameReader(new ByteArrayInputStream(lines), LastWords.CAPACITY);
    for (Frame frame = reader.next(); frame != null; frame = reader.next()) {
      accept(frame);
    }
    List<FromWorker> messages = batch;
    batch = new ArrayList<>();
    return messages;
  }

  private void giveUp(String why, InputStream in) {
    pass();
    events.protocolBroken(why);
    discard(in);
  }

  private void readFrames(FrameReader reader) throws IOException {
    for (Frame frame = reader.next(); frame != null; frame = reader.next()) {
      accept(frame);
      if (batch.size() >= MAX_BATCH || !reader.hasBufferedFrame()) {
        pass();
      }
    }
    pass();
  }

  private void accept(Frame frame) {
    try {
      add(codec.readFromWorker(frame));
    } catch (ProtocolException e) {
      if (e.error().code() != RpcError.METHOD_NOT_FOUND) { // a newer worker may say more
        acceptStray(frame, e);
      }
    }
  }

  /** Text without a newline sticks to the message after it, which must not be lost. */
  private void acceptStray(Frame frame, ProtocolException error) {
    int start = MessageStart.after(frame, 1);
    FromWorker message = start < 0 ? null : read(MessageStart.from(frame, start));
    pass();
    strays.add(
        message == null ? frame : MessageStart.before(frame, start),
        String.valueOf(error.getMessage()));
    if (message != null) {
      add(message);
    }
  }

  private @Nullable FromWorker read(Frame frame) {
    try {
      return codec.readFromWorker(frame);
    } catch (ProtocolException e) {
      return null;
    }
  }

  private void add(FromWorker message) {
    batch.add(message);
    if (!heard) {
      heard = true;
      atFirstMessage.run();
    }
    diagnosisLog.heard(message);
    if (message instanceof FromWorker.Log line) {
      keep(line);
    }
  }

  private void keep(FromWorker.Log line) {
    String task = line.task() == null ? "" : "task " + line.task() + ": ";
    byte[] bytes = (line.level() + " " + task + line.message()).replace('\n', ' ').getBytes(UTF_8);
    int kept = Math.min(bytes.length, WorkerLog.MAX_LINE_BYTES);
    messageLog.line(bytes, kept, kept < bytes.length);
  }

  private void pass() {
    if (!batch.isEmpty()) {
      List<FromWorker> full = batch;
      batch = new ArrayList<>();
      messageLog.flush();
      events.messages(full);
    }
  }

  private static void discard(InputStream in) {
    byte[] nowhere = new byte[8 << 10];
    try {
      while (in.read(nowhere) >= 0) {
        // nothing is made of it
      }
    } catch (IOException e) {
      return; // it has its end, too
    }
  }
}
