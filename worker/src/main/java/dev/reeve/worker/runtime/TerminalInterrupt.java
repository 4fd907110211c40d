package dev.reeve.worker.runtime;

/**
 * A terminal sends Ctrl-C to every process in its foreground group. Where a worker could not be
 * given a session of its own it ignores that signal, and leaves to the supervisor what happens.
 */
final class TerminalInterrupt {
  private TerminalInterrupt() {}

  /**
   * Ignores INT from now on, as do the processes that handlers start; does nothing where it can't.
   */
  @SuppressWarnings("sunapi") // the only way to signals; an import of it can't be excused
  static void ignore() {
    try {
      sun.misc.Signal.handle(new sun.misc.Signal("INT"), sun.misc.SignalHandler.SIG_IGN);
    } catch (IllegalArgumentException | LinkageError e) {
      System.err.println("reeve worker: Ctrl-C can't be ignored here: " + e);
    }
  }
}
