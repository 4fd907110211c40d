package dev.reeve.worker.handlers.exec;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.reeve.os.Pause;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.commons.exec.StreamPumper;
import org.jspecify.annotations.Nullable;

/**
 * The three pipes of one running command. Each is moved by a thread of its own, so that neither a
 * full pipe nor one that nobody reads stalls the command or the task.
 */
final class CommandStreams {
  /** Kept of each output. */
  static final int HEAD_BYTES = 1 << 20;

  /** Kept of the end of standard error, for messages. */
  static final int TAIL_BYTES = 4096;

  private static final int BLOCK_BYTES = 16 * 1024;

  private final Process process;
  private final CappedOutput stdout = new CappedOutput(HEAD_BYTES, 1);
  private final CappedOutput stderr = new CappedOutput(HEAD_BYTES, TAIL_BYTES);
  private final CountDownLatch openOutputs = new CountDownLatch(2);
  private boolean abandoned;

  CommandStreams(Process process) {
    this.process = process;
  }

  /** Starts to move; a missing text closes the standard input at once. */
  void start(@Nullable String stdin) {
    read(process.getInputStream(), stdout);
    read(process.getErrorStream(), stderr);
    if (stdin == null || stdin.isEmpty()) {
      closeStdin();
    } else {
      ByteArrayInputStream text = new ByteArrayInputStream(stdin.getBytes(UTF_8));
      Pumps.run(new StreamPumper(text, process.getOutputStream(), true));
    }
  }

  private void read(InputStream pipe, CappedOutput output) {
    StreamPumper pumper = new StreamPumper(pipe, output, false, BLOCK_BYTES);
    Pumps.run(
        () -> {
          try {
            pumper.run();
          } finally {
            openOutputs.countDown();
          }
        });
  }

  private void closeStdin() {
    try {
      process.getOutputStream().close();
    } catch (IOException e) {
      // The command is gone already, and the input with it.
    }
  }

  /**
   * Waits until both outputs were read to their ends. A pipe that some escaped process holds open
   * is given up after a while: its thread cannot be freed, and stays until that process ends.
   */
  void drain(Duration limit) throws InterruptedException {
    abandoned = !openOutputs.await(limit.toNanos(), TimeUnit.NANOSECONDS);
  }

  /** Gives the threads a moment to see the pipes end; not stopped by an interrupt. */
  void settle(Duration limit) {
    long deadline = System.nanoTime() + limit.toNanos();
    while (openOutputs.getCount() > 0 && System.nanoTime() < deadline) {
      Pause.millis(1);
    }
  }

  /** Whether output may have been missed because a pipe was given up. */
  boolean isAbandoned() {
    return abandoned;
  }

  String stdout() {
    return stdout.head();
  }

  String stderr() {
    return stderr.head();
  }

  String stderrTail() {
    return stderr.tail();
  }

  /** Whether anything of either output is missing. */
  boolean isTruncated() {
    return abandoned || stdout.isTruncated() || stderr.isTruncated();
  }
}
