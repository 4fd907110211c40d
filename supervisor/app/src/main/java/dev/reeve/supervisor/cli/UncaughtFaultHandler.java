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

  /** The message of the error; to load a class that knows it might need memory. */
  private static final String HEAP_IS_FULL = "Java heap space";

  private static final byte[] HEAP_WORDS =
      ("reeve: out of memory: the supervisor's heap is too small; give it more, "
              + HeapText.ADVICE
              + '\n')
          .getBytes(US_ASCII);

  private final OutputStream err;
  private final IntConsumer halt;
  private boolean told;

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
      tellOnce(thread, fault);
    } catch (IOException | RuntimeException | Error e) {
      // reported as far as possible
    }
    haltAtLast();
  }

  /** Uses nothing that needs memory before the first words are out, not even an atomic boolean. */
  private synchronized void tellOnce(Thread thread, Throwable fault) throws IOException {
    if (told) {
      return;
    }
    told = true;
    err.write(WORDS);
    if (fault instanceof OutOfMemoryError && HEAP_IS_FULL.equals(fault.getMessage())) {
      err.write(HEAP_WORDS);
    }
    err.write(("reeve: " + thread.getName() + ": " + fault + "\n").getBytes(US_ASCII));
  }

  /** Tries again if memory is too short even for this; other threads free some in time. */
  private void haltAtLast() {
    while (true) {
      try {
        halt.accept(ExitCodes.INTERNAL);
        return;
      } catch (RuntimeException | Error e) {
        Thread.onSpinWait();
      }
    }
  }
}
