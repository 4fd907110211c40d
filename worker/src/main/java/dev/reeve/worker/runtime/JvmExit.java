package dev.reeve.worker.runtime;

/** Ends this JVM; the only class that does. */
final class JvmExit implements ProcessExit {
  private static final long MAX_HOOKS_MILLIS = 5_000;

  @Override
  public void exit(int code) {
    new HaltLater(code).start();
    System.exit(code);
  }

  @Override
  public void halt(int code) {
    try {
      Descendants.end();
    } finally { // even if threads or memory run out
      Runtime.getRuntime().halt(code);
    }
  }

  /** Halts the JVM if shutdown hooks, of a library perhaps, take longer than five seconds. */
  private static final class HaltLater extends Thread {
    private final Thread exiting = Thread.currentThread();
    private final int code;

    HaltLater(int code) {
      super("halt-later");
      this.code = code;
      setDaemon(true);
    }

    @Override
    public void run() {
      try {
        exiting.join(MAX_HOOKS_MILLIS); // it never ends before the JVM does
        System.err.println("reeve worker: shutdown hooks take too long; halting");
      } catch (InterruptedException e) {
        System.err.println("reeve worker: interrupted while it exits; halting");
      }
      Runtime.getRuntime().halt(code);
    }
  }
}
