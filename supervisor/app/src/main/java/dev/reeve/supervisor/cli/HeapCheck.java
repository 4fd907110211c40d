package dev.reeve.supervisor.cli;

import dev.reeve.text.HeapText;
import dev.reeve.text.Sizes;

/** The check that this JVM's heap is large enough for a run. */
final class HeapCheck {
  /**
   * Heap in which two workers run short tasks at an acceptable rate is 16 MiB; the serial collector
   * reports half a megabyte less.
   */
  static final long LEAST_BYTES = 12 << 20;

  private HeapCheck() {}

  static boolean isEnough(long heapBytes) {
    return heapBytes >= LEAST_BYTES;
  }

  /** Refuses a heap in which a run would fail half-way. */
  static void require(long heapBytes) throws CommandAbortedException {
    if (!isEnough(heapBytes)) {
      throw new CommandAbortedException(
          ExitCodes.WORKERS_DO_NOT_START,
          "a heap of "
              + Sizes.rounded(heapBytes)
              + " is too small for a run, which needs 16m at least; give the supervisor more, "
              + HeapText.ADVICE);
    }
  }
}
