package dev.reeve.text;

/** Words about this JVM's heap when it is too small. */
public final class HeapText {
  /** The way to give the supervisor a larger heap. */
  public static final String ADVICE =
      "as in java -Xmx1g -jar supervisor.jar, or JAVA_TOOL_OPTIONS=-Xmx1g for the launcher";

  private HeapText() {}

  /** Returns whether the fault is that the heap is full; other memory may be short, too. */
  public static boolean isHeapFull(Throwable fault) {
    String message = fault.getMessage();
    return fault instanceof OutOfMemoryError
        && (message == null || message.contains("heap") || message.contains("GC overhead"));
  }

  /** Returns the fault as text; for a heap that is full, its size and how to enlarge it. */
  public static String describe(Throwable fault) {
    if (!isHeapFull(fault)) {
      return fault.toString();
    }
    return "out of memory: a heap of "
        + Sizes.rounded(Runtime.getRuntime().maxMemory())
        + " is too small for tasks and results of this size; give the supervisor more, "
        + ADVICE;
  }
}
