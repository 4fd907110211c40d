package dev.reeve.supervisor.process;

import dev.reeve.protocol.ToWorker;

/**
 * The supervisor's grip on one worker process. No method blocks: writing and signalling happen on
 * other threads. All are harmless at any time, also before the process runs and after it has ended.
 */
public interface WorkerControl {

  /** Queues a message for the worker's standard input. */
  void send(ToWorker message);

  /** Closes the worker's standard input once all queued messages are written. */
  void closeInput();

  /** Asks the worker's process group to end: SIGTERM, and SIGCONT in case it is stopped. */
  void terminate();

  /** Ends the worker's process group and its descendants by SIGKILL. The last resort. */
  void kill();
}
