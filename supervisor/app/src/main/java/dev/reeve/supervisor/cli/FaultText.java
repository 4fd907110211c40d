package dev.reeve.supervisor.cli;

import dev.reeve.text.HeapText;
import java.io.PrintWriter;
import java.io.StringWriter;

/** Texts for unexpected faults. */
final class FaultText {
  private static final String NATIVE_THREAD = "create native thread";

  private FaultText() {}

  /** Returns whether the fault is that the system refused this process a thread. */
  static boolean isRefusedThread(Throwable fault) {
    return fault instanceof OutOfMemoryError
        && String.valueOf(fault.getMessage()).contains(NATIVE_THREAD);
  }

  /**
   * Returns the fault with its stack; a full heap and a lack of threads, which the user can fix,
   * without one.
   */
  static String describe(Throwable fault) {
    if (HeapText.isHeapFull(fault)) {
      return HeapText.describe(fault);
    }
    if (isRefusedThread(fault)) {
      return "the system refuses another thread: use fewer workers, raise ulimit -u, or raise the"
          + " limit of processes of the container";
    }
    StringWriter stack = new StringWriter();
    fault.printStackTrace(new PrintWriter(stack));
    return "internal error: " + stack;
  }
}
