package dev.reeve.worker.runtime;

/**
 * The signal INT that a terminal sends to every process of its foreground group on Ctrl-C. A worker
 * that has no session of its own ignores it, because the supervisor decides what happens.
 */
final class TerminalInterrupt {
  private TerminalInterrupt() {}

  /**
   * Ignores INT from now on, also in processes that handlers start. If that fails, writes so to the
   * worker's log. Uses reflection, because the compiler warns of any mention of {@code
   * sun.misc.Signal}.
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
