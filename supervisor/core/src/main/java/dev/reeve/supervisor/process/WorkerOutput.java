package dev.reeve.supervisor.process;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.reeve.os.Pause;
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
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads messages from a worker's standard output and passes them on, as many together as have
 * arrived. One thread.
 */
final class WorkerOutput {
  private static final int MAX_BATCH = 1024;

  /** Most places of a stray line at which a message is looked for: each may cost a whole parse. */
  private static final int MAX_STARTS = 20;

  /** Wait before something for which there was no memory is tried again. */
  private static final long PAUSE_MILLIS = 100;

  /** The first bytes of every message of Reeve's own workers. */
  private static final byte[] MESSAGE_START = "{\"jsonrpc\"".getBytes(US_ASCII);

  private static final byte[] SHORT_LINE_START = "[\"done\",".getBytes(US_ASCII);

  private final MessageCodec codec = new MessageCodec();
  private final WorkerEventSequencer events;
  private final WorkerOutputLog log;
  private final LongMessages longMessages;
  private final Runnable onFirstMessage;

  /** Whether a place among the long messages was asked for, and is held. */
  private boolean askedForPlace;

  private boolean hasPlace;

  private boolean messageReceived;
  private List<FromWorker> batch = new ArrayList<>();

  WorkerOutput(
      WorkerEventSequencer events,
      WorkerOutputLog log,
      LongMessages longMessages,
      Runnable onFirstMessage) {
    this.events = events;
    this.log = log;
    this.longMessages = longMessages;
    this.onFirstMessage = onFirstMessage;
  }

  /**
   * Reads to the end. After an error the rest is read and discarded, so that the worker is never
   * blocked by a full pipe.
   */
  void readAll(InputStream in, int maxFrameBytes) {
    FrameReader reader = new FrameReader(in, maxFrameBytes);
    reader.beforeLongLine(longMessages.longBytes(), this::takePlace);
    try {
      readFrames(reader);
    } catch (IOException | RuntimeException e) {
      giveUp(new WorkerEvent.ProtocolBroken(String.valueOf(e.getMessage())), in);
    } catch (OutOfMemoryError e) {
      giveUp(new WorkerEvent.HeapExhausted(e), in);
    } finally {
      leavePlace();
    }
  }

  private void takePlace() {
    if (!askedForPlace) {
      askedForPlace = true;
      hasPlace = longMessages.enter();
    }
  }

  private void leavePlace() {
    askedForPlace = false;
    if (hasPlace) {
      hasPlace = false;
      longMessages.leave();
    }
  }

  /** Returns the messages in these bytes, which the worker had not written when it ended. */
  List<FromWorker> read(byte[] lastWords) throws IOException {
    FrameReader reader = new FrameReader(new ByteArrayInputStream(lastWords), LastWords.CAPACITY);
    for (Frame frame = reader.next(); frame != null; frame = reader.next()) {
      accept(frame);
    }
    List<FromWorker> messages = batch;
    batch = new ArrayList<>();
    return messages;
  }

  private void giveUp(WorkerEvent why, InputStream in) {
    passOn();
    events.accept(why);
    leavePlace();
    discard(in);
  }

  private void readFrames(FrameReader reader) throws IOException {
    for (Frame frame = next(reader); frame != null; frame = next(reader)) {
      accept(frame);
      if (batch.size() >= MAX_BATCH || !reader.hasBufferedFrame()) {
        passOn();
        leavePlace();
      }
    }
    passOn();
  }

  private @Nullable Frame next(FrameReader reader) throws IOException {
    for (int tries = 1; ; tries++) {
      try {
        return reader.next();
      } catch (OutOfMemoryError e) {
        awaitMemory(e, tries);
      }
    }
  }

  private FromWorker read(Frame frame) throws ProtocolException {
    for (int tries = 1; ; tries++) {
      try {
        return codec.readFromWorker(frame);
      } catch (OutOfMemoryError e) {
        awaitMemory(e, tries);
      }
    }
  }

  /** Waits a little, because other threads free memory in time. Throws the error after a while. */
  private void awaitMemory(OutOfMemoryError error, int tries) {
    if (tries * PAUSE_MILLIS > longMessages.patienceMillis()) {
      throw error;
    }
    passOn();
    Pause.millis(PAUSE_MILLIS);
  }

  private void accept(Frame frame) {
    try {
      add(read(frame));
    } catch (ProtocolException e) {
      if (e.error().code() != RpcError.METHOD_NOT_FOUND) { // a newer worker may send more
        acceptStray(frame, e);
      }
    }
  }

  /** Accepts a stray line. If it has no newline, the next message is at its end. */
  private void acceptStray(Frame frame, ProtocolException error) {
    int start = messageStart(frame, 1);
    FromWorker message = readOrNull(frame, start);
    for (int tries = 1; message == null && start >= 0 && tries < MAX_STARTS; tries++) {
      start = messageStart(frame, start + 1);
      message = readOrNull(frame, start);
    }
    passOn();
    Frame stray = message == null ? frame : part(frame, 0, start);
    log.addStrayLine(stray, String.valueOf(error.getMessage()));
    if (message != null) {
      add(message);
    }
  }

  /** Reads the message from that index on; null if there is none. */
  private @Nullable FromWorker readOrNull(Frame line, int start) {
    if (start < 0) {
      return null;
    }
    try {
      return codec.readFromWorker(part(line, start, line.length()));
    } catch (ProtocolException e) {
      return null;
    }
  }

  /** Returns the first index from {@code from} on at which a message may start; −1 if none may. */
  private static int messageStart(Frame line, int from) {
    for (int i = from; i < line.length(); i++) {
      if (contains(line, i, MESSAGE_START) || contains(line, i, SHORT_LINE_START)) {
        return i;
      }
    }
    return -1;
  }

  private static boolean contains(Frame line, int index, byte[] piece) {
    byte[] bytes = line.array();
    int at = line.offset() + index;
    return index <= line.length() - piece.length
        && bytes[at] == piece[0]
        && Arrays.equals(bytes, at, at + piece.length, piece, 0, piece.length);
  }

  private static Frame part(Frame line, int from, int to) {
    return new Frame(line.array(), line.offset() + from, to - from);
  }

  private void add(FromWorker message) {
    batch.add(message);
    if (!messageReceived) {
      messageReceived = true;
      onFirstMessage.run();
    }
    log.add(message);
  }

  private void passOn() {
    if (!batch.isEmpty()) {
      List<FromWorker> messages = batch;
      batch = new ArrayList<>();
      log.flush();
      events.accept(new WorkerEvent.Said(messages));
    }
  }

  private static void discard(InputStream in) {
    byte[] buffer = new byte[8 << 10];
    try {
      while (in.read(buffer) >= 0) {
        // discarded
      }
    } catch (IOException e) {
      return; // the same as the end of the stream
    }
  }
}
