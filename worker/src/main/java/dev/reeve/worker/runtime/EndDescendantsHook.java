package dev.reeve.worker.runtime;

/** However the JVM exits, the processes that handlers have left behind end with it. */
final class EndDescendantsHook extends Thread {
  EndDescendantsHook() {
    super("end-descendants");
  }

  @Override
  public void run() {
    Descendants.end();
  }
}
