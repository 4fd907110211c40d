package dev.reeve.protocol;

import dev.reeve.json.Json;
import dev.reeve.json.JsonWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.function.Consumer;

/**
 * Writes messages as lines and reads lines as messages; the only class that knows both. Stateless;
 * usable by many threads.
 */
public final class MessageCodec {
  private static final int SMALL = 256;

  /**
   * Writes {@code message} as one line with its newline.
   *
   * @throws UncheckedIOException if {@code out} fails
   */
  public void write(ToWorker message, OutputStream out) {
    copy(buffer -> message.deliverTo(new ToWorkerWriter(buffer)), out);
  }

  /** Writes a message, as {@link #write(ToWorker, OutputStream)} does. */
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

  /** Returns a writer into {@code buffer} for many messages, which allocates nothing for each. */
  ToWorkerWriter toWorkerWriter(JsonWriter buffer) {
    return new ToWorkerWriter(buffer);
  }

  /** Returns a writer, as {@link #toWorkerWriter} does. */
  FromWorkerWriter fromWorkerWriter(JsonWriter buffer) {
    return new FromWorkerWriter(buffer);
  }

  /**
   * Reads a line that a worker received. Members may come in any order; unknown ones are skipped.
   *
   * @throws ProtocolException with the error to answer if {@link ProtocolException#isAnswerable()}
   */
  public ToWorker readToWorker(Frame frame) throws ProtocolException {
    ToWorker plain = PlainLine.runTask(frame);
    if (plain == null) {
      plain = PlainLine.answer(frame);
    }
    if (plain == null) {
      plain = PlainLifecycle.read(frame);
    }
    if (plain == null) {
      plain = ShortLineReader.runTask(frame);
    }
    return plain != null ? plain : ToWorkerReader.read(Envelope.read(frame));
  }

  /**
   * Reads a line that a supervisor received.
   *
   * @throws ProtocolException with {@link RpcError#PARSE_ERROR} if the line is not a JSON-RPC
   *     message, hence stray output; with {@link RpcError#METHOD_NOT_FOUND} for a notification that
   *     this version does not know and may ignore; with another code if the message is malformed
   */
  public FromWorker readFromWorker(Frame frame) throws ProtocolException {
    FromWorker result = PlainLine.success(frame);
    FromWorker plain = result != null ? result : PlainShared.call(frame);
    FromWorker message = plain != null ? plain : ShortLineReader.success(frame);
    return message != null ? message : FromWorkerReader.read(frame);
  }

  /** Writes the result of {@code initialize}. */
  public Json write(InitializeResult result) {
    JsonWriter out = new JsonWriter(SMALL);
    new ReplyWriter(out).initialize(result);
    return out.toJson();
  }

  /** Writes the result of {@code shutdown}. */
  public Json write(ShutdownResult result) {
    JsonWriter out = new JsonWriter(SMALL);
    new ReplyWriter(out).shutdown(result);
    return out.toJson();
  }

  /** Writes the result of {@code diagnose}. */
  public Json write(Diagnosis result) {
    JsonWriter out = new JsonWriter(SMALL);
    new ReplyWriter(out).diagnose(result);
    return out.toJson();
  }

  /** Writes the result of {@code shared/call}. */
  public Json write(SharedResult result) {
    JsonWriter out = new JsonWriter(SMALL);
    SharedCodec.write(result, out);
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
    return plain != null ? plain : ReplyReader.read(json, SharedCodec::readResult);
  }

  /** Reads the result of {@code diagnose}. */
  public Diagnosis readDiagnosis(Json json) throws ProtocolException {
    return ReplyReader.read(json, ReplyReader::diagnosis);
  }
}
