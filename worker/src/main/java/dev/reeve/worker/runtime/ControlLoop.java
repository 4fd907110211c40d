package dev.reeve.worker.runtime;

import dev.reeve.protocol.Frame;
import dev.reeve.protocol.FrameReader;
import dev.reeve.protocol.FrameTooLongException;
import dev.reeve.protocol.MessageCodec;
import dev.reeve.protocol.ProtocolException;
import dev.reeve.protocol.RpcError;
import dev.reeve.worker.runtime.handler.StackText;
import java.io.IOException;

/**
 * The work of the control thread: reads the supervisor's messages to the end of input and passes
 * them to the {@link MessageReceiver}. It never runs a handler, so that it sees a cancel, a
 * diagnosis and the end of input while one runs.
 */
final class ControlLoop {
  private final FrameReader in;
  private final MessageCodec codec;
  private final MessageReceiver receiver;
  private final Responses responses;
  private final SupervisorLossHandler supervisorLoss;

  ControlLoop(
      FrameReader in,
      MessageCodec codec,
      MessageReceiver receiver,
      Responses responses,
      SupervisorLossHandler supervisorLoss) {
    this.in = in;
    this.codec = codec;
    this.receiver = receiver;
    this.responses = responses;
    this.supervisorLoss = supervisorLoss;
  }

  /** Returns at the end of input, or when the worker ends for another reason. */
  void run() {
    try {
      readAll();
    } catch (FrameTooLongException e) {
      String reason = String.valueOf(e.getMessage());
      responses.error(null, new RpcError(RpcError.INVALID_REQUEST, reason, null));
      supervisorLoss.lost(reason);
    } catch (IOException e) {
      supervisorLoss.lost("standard input can't be read: " + e.getMessage());
    } catch (Throwable e) { // without this thread the end of input would not be seen
      supervisorLoss.lost("internal error: " + StackText.of(e));
    }
  }

  private void readAll() throws IOException {
    for (Frame frame = in.next(); frame != null; frame = in.next()) {
      receive(frame);
      if (!in.hasBufferedFrame()) {
        receiver.releaseTasks();
      }
    }
    receiver.endOfInput();
  }

  private void receive(Frame frame) {
    try {
      codec.readToWorker(frame).deliverTo(receiver);
    } catch (ProtocolException e) {
      reject(e);
    } catch (RuntimeException | StackOverflowError e) {
      System.err.println("reeve worker: internal error: " + StackText.of(e));
      responses.error(null, new RpcError(RpcError.INTERNAL_ERROR, StackText.headline(e), null));
    }
  }

  private void reject(ProtocolException e) {
    if (e.isAnswerable()) {
      responses.error(e.id(), e.error());
    } else {
      System.err.println("reeve worker: ignored an invalid notification: " + e.getMessage());
    }
  }
}
