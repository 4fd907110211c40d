package dev.reeve.worker.handlers.exec;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.commons.exec.StreamPumper;
import org.jspecify.annotations.Nullable;

/**
 * The three pipes of one running command. Each is moved by a daemon thread of its own, so that
 * neither a full pipe nor one that nobody reads stalls the command or the task.
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
  private final List<Thread> readers = new ArrayList<>();
  private boolean abandoned;

  CommandStreams(Process process) {
    this.process = process;
  }

  /** Starts to move; a missing text closes the standard input at once. */
  void start(@Nullable String stdin) {
    readers.add(
        pump("stdout", new StreamPumper(process.getInputStream(), stdout, false, BLOCK_BYTES)));
    readers.add(
        pump("stderr", new StreamPumper(process.getErrorStream(), stderr, false, BLOCK_BYTES)));
    if (stdin == null || stdin.isEmpty()) {
      closeStdin();
    } else {
      ByteArrayInputStream text = new ByteArrayInputStream(stdin.getBytes(UTF_8));
      pump("stdin", new StreamPumper(text, process.getOutputStream(), true));
    }
  }

  private void closeStdin() {
    try {
      process.getOutputStream().close();
    } catch (IOException e) {
      // The command is gone already, and the input with it.
    }
  }

  private Thread pump(String name, StreamPumper pumper) {
    Thread thread = new Thread(pumper, "command-" + name + "-" + process.pid());
    thread.setDaemon(true);
    thread.start();
    return thread;
  }

  /**
   * Waits until both outputs were read to their ends. A pipe that some escaped process holds open
   * is given up after a while: its thread cannot be freed, and stays until that process ends.
   */
  void drain(Duration limit) throws InterruptedException {
    long deadline = System.nanoTime() + limit.toNanos();
    for (Thread reader : readers) {
      long millis = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
      reader.join(Math.max(1, millis));
      abandoned |= reader.isAlive();
    }
  }

  /** Gives the threads a moment to see the pipes end; not stopped by an interrupt. */
  void settle(Duration limit) {
    long deadline = System.nanoTime() + limit.toNanos();
    while (readers.stream().anyMatch(Thread::isAlive) && System.nanoTime() < deadline) {
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
