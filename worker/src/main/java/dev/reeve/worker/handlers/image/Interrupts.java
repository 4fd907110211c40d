package dev.reeve.worker.handlers.image;

/** Ends long computations between two rows when their thread is interrupted. */
final class Interrupts {
  private Interrupts() {}

  /** Clears the interrupt of the thread and throws, if there is one. */
  static void check() throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException("interrupted while working on a picture");
    }
  }
}
