package dev.reeve.worker.runtime;

/**
 * A terminal sends Ctrl-C to every process in its foreground group. Where a worker could not be
 * given a session of its own it ignores that signal, and leaves to the supervisor what happens.
 */
final class TerminalInterrupt {
  private TerminalInterrupt() {}

  /**
   * Ignores INT from now on, as do the processes that handlers start; says so where it can't. By
   * reflection, because the compiler warns of any mention of {@code sun.misc.Signal}.
   */
  static void ignore() {
    try {
      Class<?> signal = Class.forName("sun.misc.Signal");
      Class<?> handler = Class.forName("sun.misc.SignalHandler");
      signal
          .getMethod("handle", signal, handler)
          .invoke(
              null,
              signal.getConstructor(String.class).newInstance("INT"),
              handler.getField("SIG_IGN").get(null));
    } catch (ReflectiveOperationException | RuntimeException e) {
      System.err.println("reeve worker: Ctrl-C can't be ignored here: " + e);
    }
  }
}
