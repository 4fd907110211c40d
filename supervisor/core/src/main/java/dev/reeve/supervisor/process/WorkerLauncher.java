package dev.reeve.supervisor.process;

/** Starts worker processes. */
public interface WorkerLauncher extends AutoCloseable {

  /**
   * Starts a worker process in the background. Does not block, and does not throw if the system
   * refuses a process. The last event of this key is always either {@link WorkerEvent.StartFailed}
   * or {@link WorkerEvent.Joined}.
   */
  WorkerControl start(WorkerKey key, WorkerEvents events);

  /** Ends the launcher's threads. Must be called after every process has been joined. */
  @Override
  void close();
}
