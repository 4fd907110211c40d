package dev.reeve.worker.handlers.image;

/** Lets long computations give up between two rows. */
final class Interrupts {
  private Interrupts() {}

  static void check() throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException("interrupted while working on a picture");
    }
  }
}
