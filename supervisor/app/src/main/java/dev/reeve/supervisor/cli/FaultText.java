package dev.reeve.supervisor.cli;

import dev.reeve.text.Sizes;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Locale;

/** Words for faults that nobody meant to happen. */
final class FaultText {
  private FaultText() {}

  /** With its stack for those who mend it; a full heap is for the user to mend, and needs none. */
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
