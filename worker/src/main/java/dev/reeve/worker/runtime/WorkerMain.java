package dev.reeve.worker.runtime;

/** The program of a worker JVM. It takes no arguments; its settings come by the protocol. */
public final class WorkerMain {
  private WorkerMain() {}

  /** Works until the supervisor requests {@code shutdown} or closes its end of the pipe. */
  public static void main(String[] args) {
    StandardStreams streams = StandardStreams.claim();
    if (Boolean.getBoolean("reeve.ignoreInterrupt")) {
      TerminalInterrupt.ignore();
    }
    WorkerProgram worker =
        new WorkerProgram(
            streams.in(),
            streams.out(),
            new JvmExit(),
            Thread.currentThread().getContextClassLoader());
    Runtime.getRuntime().addShutdownHook(new EndDescendantsHook(worker));
    worker.run();
  }
}
