package dev.reeve.supervisor.cli;

import dev.reeve.text.HeapText;
import java.io.PrintWriter;
import java.io.StringWriter;

/** Texts for unexpected faults. */
final class FaultText {
  private FaultText() {}

  /** Returns the fault with its stack; a full heap, which the user can fix, without one. */
  static String describe(Throwable fault) {
    if (HeapText.isHeapFull(fault)) {
      return HeapText.describe(fault);
    }
    StringWriter stack = new StringWriter();
    fault.printStackTrace(new PrintWriter(stack));
    return "internal error: " + stack;
  }
}
