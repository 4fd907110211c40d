package dev.reeve.supervisor.cli;

import dev.reeve.text.Sizes;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Locale;

/** Texts for unexpected faults. */
final class FaultText {
  private FaultText() {}

  /** Returns the fault with its stack; a full heap, which the user can fix, without one. */
  static String describe(Throwable fault) {
    if (fault instanceof OutOfMemoryError) {
      return outOfMemory(Runtime.getRuntime().maxMemory());
    }
    StringWriter stack = new StringWriter();
    fault.printStackTrace(new PrintWriter(stack));
    return "internal error: " + stack;
  }

  private static String outOfMemory(long heapBytes) {
    return String.format(
        Locale.ROOT,
        "out of memory: a heap of %s is too small for tasks and results of this size;"
            + " give it more, as in java -Xmx1g -jar supervisor.jar",
        Sizes.rounded(heapBytes));
  }
}
