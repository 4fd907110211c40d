package dev.reeve.supervisor.cli;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.reeve.text.HeapText;
import java.io.IOException;
import java.io.OutputStream;
import java.util.function.IntConsumer;

/**
 * The handler of faults that end a thread, most likely for lack of memory. It ends the process,
 * because a run that waits for that thread would wait for ever. Workers end by themselves when
 * their input ends.
 */
final class UncaughtFaultHandler implements Thread.UncaughtExceptionHandler {
  /** Created in advance, because there may be no memory left for it later. */
  private static final byte[] WORDS =
      "reeve: internal error: a thread has died, the run ends here; its workers end by themselves\n"
          .getBytes(US_ASCII);

  private static final byte[] HEAP_WORDS =
      ("reeve: out of memory: the supervisor's heap is too small; give it more, "
              + HeapText.ADVICE
              + '\n')
          .getBytes(US_ASCII);

  private final OutputStream err;
  private final IntConsumer halt;

  /**
   * @param halt ends this process at once, with an exit code
   */
  UncaughtFaultHandler(OutputStream err, IntConsumer halt) {
    this.err = err;
    this.halt = halt;
  }

  @Override
  public void uncaughtException(Thread thread, Throwable fault) {
    try {
      err.write(WORDS);
      if (HeapText.isHeapFull(fault)) {
        err.write(HEAP_WORDS);
      }
      err.write(("reeve: " + thread.getName() + ": " + fault + "\n").getBytes(US_ASCII));
    } catch (IOException | RuntimeException | Error e) {
      // reported as far as possible
    }
    haltAtLast();
  }

  /** Tries again if memory is too short even for this; other threads free some in time. */
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
