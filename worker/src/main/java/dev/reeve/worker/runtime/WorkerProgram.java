package dev.reeve.worker.runtime;

import dev.reeve.protocol.FrameReader;
import dev.reeve.protocol.MessageCodec;
import dev.reeve.protocol.Protocol;
import java.io.InputStream;
import java.io.OutputStream;

/** Puts a worker together: streams on one side, the end of the process on the other. */
final class WorkerProgram {
  private final ControlLoop control;
  private final Outbox outbox;

  /**
   * @param handlerLoader sees the handlers and their {@code META-INF/services}
   */
  WorkerProgram(InputStream in, OutputStream out, ProcessExit end, ClassLoader handlerLoader) {
    MessageCodec codec = new MessageCodec();
    SupervisorLossHandler lifeline = new SupervisorLossHandler(end);
    this.outbox = new Outbox(codec, out, Protocol.DEFAULT_MAX_FRAME_BYTES, lifeline);
    FrameReader frames = new FrameReader(in, Protocol.DEFAULT_MAX_FRAME_BYTES);
    this.control = new ControlLoop(frames, codec, outbox, lifeline, end, handlerLoader);
  }

  /** Sends nothing any more. Any thread; never blocks. */
  void silence() {
    outbox.silence();
  }

  /** Reads to the end of input on the current thread; others may go on after that. */
  void run() {
    control.run();
  }
}
