package dev.reeve.protocol;

import dev.reeve.json.Json;
import dev.reeve.json.JsonWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.function.Consumer;

/** The one home of wire JSON: a line to a message and back. Stateless; usable by many threads. */
public final class MessageCodec {
  private static final int SMALL = 256;

  /**
   * Writes {@code message} as one line, its newline included.
   *
   * @throws UncheckedIOException if {@code out} fails
   */
  public void write(ToWorker message, OutputStream out) {
    copy(buffer -> message.deliverTo(new ToWorkerWriter(buffer)), out);
  }

  /** As {@link #write(ToWorker, OutputStream)}. */
  public void write(FromWorker message, OutputStream out) {
    copy(buffer -> message.deliverTo(new FromWorkerWriter(buffer)), out);
  }

  private static void copy(Consumer<JsonWriter> content, OutputStream out) {
    JsonWriter buffer = new JsonWriter(SMALL);
    content.accept(buffer);
    try {
      buffer.writeTo(out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What writes into {@code buffer}, made once so that a message costs no allocation. */
  ToWorker.Receiver toWorkerWriter(JsonWriter buffer) {
    return new ToWorkerWriter(buffer);
  }

  /** As {@link #toWorkerWriter}. */
  FromWorker.Receiver fromWorkerWriter(JsonWriter buffer) {
    return new FromWorkerWriter(buffer);
  }

  /**
   * Reads what a worker got; members may come in any order, unknown ones are passed over.
   *
   * @throws ProtocolException with what to answer, if an answer is due at all: see {@link
   *     ProtocolException#isAnswerable()}
   */
  public ToWorker readToWorker(Frame frame) throws ProtocolException {
    ToWorker plain = PlainLine.runTask(frame);
    if (plain == null) {
      plain = PlainLine.answer(frame);
    }
    if (plain == null) {
      plain = PlainLifecycle.read(frame);
    }
    return plain != null ? plain : ToWorkerReader.read(Envelope.read(frame));
  }

  /**
   * Reads what a supervisor got.
   *
   * @throws ProtocolException with {@link RpcError#PARSE_ERROR} if the line is no JSON-RPC message
   *     at all, hence stray output; with {@link RpcError#METHOD_NOT_FOUND} for a notification that
   *     this version does not know and may pass over; with another code if the message is broken
   */
  public FromWorker readFromWorker(Frame frame) throws ProtocolException {
    FromWorker result = PlainLine.success(frame);
    FromWorker plain = result != null ? result : PlainShared.call(frame);
    return plain != null ? plain : FromWorkerReader.read(frame);
  }

  /** The result of {@code initialize}. */
  public Json write(InitializeResult result) {
    JsonWriter out = new JsonWriter(SMALL);
    new ReplyWriter(out).initialize(result);
    return out.toJson();
  }

  /** The result of {@code shutdown}. */
  public Json write(ShutdownResult result) {
    JsonWriter out = new JsonWriter(SMALL);
    new ReplyWriter(out).shutdown(result);
    return out.toJson();
  }

  /** The result of {@code diagnose}. */
  public Json write(Diagnosis result) {
    JsonWriter out = new JsonWriter(SMALL);
    new ReplyWriter(out).diagnose(result);
    return out.toJson();
  }

  /** The result of {@code shared/call}. */
  public Json write(SharedResult result) {
    JsonWriter out = new JsonWriter(SMALL);
    SharedWire.write(result, out);
    return out.toJson();
  }

  /** Reads the result of {@code initialize}. */
  public InitializeResult readInitializeResult(Json json) throws ProtocolException {
    return ReplyReader.read(json, ReplyReader::initialize);
  }

  /** Reads the result of {@code shutdown}. */
  public ShutdownResult readShutdownResult(Json json) throws ProtocolException {
    return ReplyReader.read(json, ReplyReader::shutdown);
  }

  /** Reads the result of {@code shared/call}. */
  public SharedResult readSharedResult(Json json) throws ProtocolException {
    SharedResult plain = PlainShared.result(json);
    return plain != null ? plain : ReplyReader.read(json, SharedWire::readResult);
  }

  /** Reads the result of {@code diagnose}. */
  public Diagnosis readDiagnosis(Json json) throws ProtocolException {
    return ReplyReader.read(json, ReplyReader::diagnosis);
  }
}
