package dev.reeve.worker.runtime;

/** Ends this JVM. The one place that does. */
final class JvmExit implements ProcessExit {
  private static final long HOOKS_MILLIS = 5_000;

  @Override
  public void exit(int code) {
    new HaltLater(code).start();
    System.exit(code);
  }

  @Override
  public void halt(int code) {
    try {
      Descendants.end();
    } finally { // even when no thread can be had, or no memory
      Runtime.getRuntime().halt(code);
    }
  }

  /** A library's shutdown hook that hangs must not keep the worker alive for ever. */
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
        exiting.join(HOOKS_MILLIS); // it never ends before the JVM does
        System.err.println("reeve worker: shutdown hooks take too long; halting");
      } catch (InterruptedException e) {
        System.err.println("reeve worker: interrupted in its last moments; halting");
      }
      Runtime.getRuntime().halt(code);
    }
  }
}
