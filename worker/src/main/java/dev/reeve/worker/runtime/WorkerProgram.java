package dev.reeve.worker.runtime;

import dev.reeve.protocol.FrameReader;
import dev.reeve.protocol.MessageCodec;
import dev.reeve.protocol.Protocol;
import java.io.InputStream;
import java.io.OutputStream;

/** A worker between two streams: creates its parts and connects them. */
final class WorkerProgram {
  private final WorkerLink link;
  private final ControlLoop control;

  /**
   * Creates a worker that waits for {@code initialize}.
   *
   * @param handlerLoader sees the handlers and their {@code META-INF/services}
   */
  WorkerProgram(InputStream in, OutputStream out, ProcessExit exit, ClassLoader handlerLoader) {
    MessageCodec codec = new MessageCodec();
    FrameReader frames = new FrameReader(in, Protocol.DEFAULT_MAX_FRAME_BYTES);
    this.link = WorkerLink.open(out, codec, exit);
    this.control =
        new ControlLoop(
            frames,
            codec,
            new MessageReceiver(frames, link, handlerLoader),
            link.responses(),
            link.supervisorLoss());
  }

  /** Drops all further messages. Any thread; never blocks. */
  void silence() {
    link.outbox().silence();
  }

  /** Reads to the end of input, on the current thread. Other threads may go on after that. */
  void run() {
    control.run();
  }
}
