package dev.reeve.supervisor.process;

/** Starts worker processes. */
public interface WorkerLauncher extends AutoCloseable {

  /**
   * Starts a worker process in the background; never blocks, never throws for what the system says.
   * Exactly one of {@link WorkerEvent.StartFailed} and {@link WorkerEvent.Joined} follows as the
   * last event of this key.
   */
  WorkerControl start(WorkerKey key, WorkerEvents events);

  /** Ends the threads it keeps; to be called when every process has been joined. */
  @Override
  void close();
}
