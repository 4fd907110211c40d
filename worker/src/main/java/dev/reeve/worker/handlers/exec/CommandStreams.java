package dev.reeve.worker.handlers.exec;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.reeve.os.Pause;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.commons.exec.StreamPumper;
import org.jspecify.annotations.Nullable;

/**
 * The three pipes of a running command. Each has a thread of its own, so that a full pipe, or one
 * that is not read, blocks neither the command nor the task.
 */
final class CommandStreams {
  /** Bytes kept of each output. */
  static final int HEAD_BYTES = 1 << 20;

  /** Bytes kept of the end of each output, for errors. */
  static final int TAIL_BYTES = 4096;

  private static final int BLOCK_BYTES = 16 * 1024;

  private final Process process;
  private final CappedOutput stdout;
  private final CappedOutput stderr;
  private final CountDownLatch openOutputs = new CountDownLatch(2);
  private boolean abandoned;

  /**
   * @param files for outputs that a result does not hold; null if they are cut off
   */
  CommandStreams(Process process, @Nullable OutputFiles files) {
    this.process = process;
    stdout = output(files == null ? null : files.stdout());
    stderr = output(files == null ? null : files.stderr());
  }

  private static CappedOutput output(@Nullable Path file) {
    return file == null
        ? new CappedOutput(HEAD_BYTES, TAIL_BYTES)
        : new WholeOutput(file, OutputFiles.memoryBytes(), TAIL_BYTES);
  }

  /** Starts the threads. Without a text, standard input is closed at once. */
  void start(@Nullable String stdin) {
    read(process.getInputStream(), stdout);
    read(process.getErrorStream(), stderr);
    if (stdin == null || stdin.isEmpty()) {
      closeStdin();
    } else {
      ByteArrayInputStream text = new ByteArrayInputStream(stdin.getBytes(UTF_8));
      PumpThreads.run(new StreamPumper(text, process.getOutputStream(), true));
    }
  }

  private void read(InputStream pipe, CappedOutput output) {
    StreamPumper pumper = new StreamPumper(pipe, output, false, BLOCK_BYTES);
    PumpThreads.run(
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
      // The command has ended already.
    }
  }

  /**
   * Waits until both outputs have been read to the end, at most that long. A pipe that an escaped
   * process holds open is given up; its thread is blocked until that process ends.
   */
  void drain(Duration limit) throws InterruptedException {
    abandoned = !openOutputs.await(limit.toNanos(), TimeUnit.NANOSECONDS);
  }

  /** Gives the threads that time to reach the ends. An interrupt does not shorten it. */
  void settle(Duration limit) {
    long deadline = System.nanoTime() + limit.toNanos();
    while (openOutputs.getCount() > 0 && System.nanoTime() < deadline) {
      Pause.millis(1);
    }
  }

  /**
   * Completes the files of the outputs, if there are any.
   *
   * @param hasFailed whether the result holds no output, so that short ones are in files too
   * @throws IOException if an output could not be written to its file
   */
  void finish(boolean hasFailed) throws IOException {
    for (CappedOutput output : List.of(stdout, stderr)) {
      if (output instanceof WholeOutput whole) {
        whole.finish(hasFailed);
      }
    }
  }

  /** Returns whether output may be missing because a pipe was given up. */
  boolean isAbandoned() {
    return abandoned;
  }

  String stdout() {
    return stdout.head();
  }

  String stderr() {
    return stderr.head();
  }

  String stdoutTail() {
    return stdout.tail();
  }

  String stderrTail() {
    return stderr.tail();
  }

  /** Returns whether part of an output is missing. */
  boolean isTruncated() {
    return abandoned || stdout.isTruncated() || stderr.isTruncated();
  }
}
