package dev.reeve.worker.runtime;

/** The end of a process that is not to come. */
final class NoEnd implements ProcessExit {
  @Override
  public void exit(int code) {
    throw new AssertionError("exit " + code);
  }

  @Override
  public void halt(int code) {
    throw new AssertionError("halt " + code);
  }
}
