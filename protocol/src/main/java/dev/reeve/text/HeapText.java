package dev.reeve.text;

/** Words about this JVM's heap when it is too small. */
public final class HeapText {
  private HeapText() {}

  /** Returns the fault as text; for a heap that is full, its size and how to enlarge it. */
  public static String describe(Throwable fault) {
    return fault instanceof OutOfMemoryError ? full(fault) : fault.toString();
  }

  private static String full(Throwable fault) {
    return "out of memory ("
        + fault.getMessage()
        + "): the supervisor's heap of "
        + Sizes.rounded(Runtime.getRuntime().maxMemory())
        + " is too small for tasks and results of this size; give it more, "
        + advice();
  }

  /** Returns how to give the supervisor a larger heap. */
  public static String advice() {
    return "as in java -Xmx1g -jar supervisor.jar, or JAVA_TOOL_OPTIONS=-Xmx1g for the launcher";
  }
}
