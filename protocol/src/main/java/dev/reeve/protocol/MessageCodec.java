package dev.reeve.protocol;

import java.io.OutputStream;

/**
 * The one home of wire JSON: a line to a message and back. Stateless but for its limits; usable by
 * many threads.
 */
public final class MessageCodec {

  /** Writes {@code message} as one line, its newline included. */
  public void write(ToWorker message, OutputStream out) {
    throw new IllegalStateException("later in this branch");
  }

  /** Writes {@code message} as one line, its newline included. */
  public void write(FromWorker message, OutputStream out) {
    throw new IllegalStateException("later in this branch");
  }

  /**
   * Reads what a worker got; members of the envelope may come in any order, unknown ones are passed
   * over.
   */
  public ToWorker readToWorker(Frame frame) throws ProtocolException {
    throw new IllegalStateException("later in this branch");
  }

  /**
   * Reads what a supervisor got. A line that is no JSON-RPC message at all is {@link
   * RpcError#PARSE_ERROR}.
   */
  public FromWorker readFromWorker(Frame frame) throws ProtocolException {
    throw new IllegalStateException("later in this branch");
  }

  public RawJson write(InitializeResult result) {
    throw new IllegalStateException("later in this branch");
  }

  public RawJson write(ShutdownResult result) {
    throw new IllegalStateException("later in this branch");
  }

  public RawJson write(Diagnosis result) {
    throw new IllegalStateException("later in this branch");
  }

  public InitializeResult readInitializeResult(RawJson json) throws ProtocolException {
    throw new IllegalStateException("later in this branch");
  }

  public ShutdownResult readShutdownResult(RawJson json) throws ProtocolException {
    throw new IllegalStateException("later in this branch");
  }

  public Diagnosis readDiagnosis(RawJson json) throws ProtocolException {
    throw new IllegalStateException("later in this branch");
  }
}
