package dev.reeve.supervisor.cli;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.OutputStream;
import java.util.function.IntConsumer;

/**
 * Ends the process when one of its threads dies of a fault, most likely for want of memory: what
 * that thread had to do nobody does any more, and a run that waits for it would wait for ever.
 * Workers see the end of their input, and end by themselves.
 */
final class UncaughtFaultHandler implements Thread.UncaughtExceptionHandler {
  /** Made beforehand, for there may be no memory left to make it. */
  private static final byte[] WORDS =
      "reeve: internal error: a thread has died, the run ends here; its workers end by themselves\n"
          .getBytes(US_ASCII);

  private final OutputStream err;
  private final IntConsumer halt;

  /**
   * @param halt ends this process at once
   */
  UncaughtFaultHandler(OutputStream err, IntConsumer halt) {
    this.err = err;
    this.halt = halt;
  }

  @Override
  public void uncaughtException(Thread thread, Throwable fault) {
    try {
      err.write(WORDS);
      err.write(("reeve: " + thread.getName() + ": " + fault + "\n").getBytes(US_ASCII));
    } catch (IOException | RuntimeException | Error e) {
      // said as far as it could be
    }
    haltAtLast();
  }

  /** Without memory even this can fail; other threads free some in time. */
  private void haltAtLast() {
    while (true) {
      try {
        halt.accept(ExitCodes.INTERNAL);
        return;
      } catch (OutOfMemoryError e) {
        Thread.onSpinWait();
      }
    }
  }
}
