package dev.reeve.worker.runtime;

/** The program a worker's JVM runs. Takes no arguments: all it must know comes by the protocol. */
public final class WorkerMain {
  private WorkerMain() {}

  /** Works until the supervisor says {@code shutdown} or its end of the pipe is closed. */
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
