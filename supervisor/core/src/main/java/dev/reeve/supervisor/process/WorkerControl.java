package dev.reeve.supervisor.process;

import dev.reeve.protocol.FromWorker;
import dev.reeve.protocol.ToWorker;
import java.util.List;

/**
 * The supervisor's means to control one worker process. No method blocks: other threads write and
 * signal. All methods may be called at any time, also before the process runs and after its end.
 */
public interface WorkerControl {

  /**
   * Queues messages for the worker's standard input, and writes them together where possible. A
   * response to {@code diagnose} is also written to the worker's log.
   */
  void send(List<ToWorker> messages);

  /** Writes tasks as short lines from now on: the worker reads them. */
  void useShortLines();

  /** Closes the worker's standard input when all queued messages have been written. */
  void closeInput();

  /**
   * Has the worker's JVM write its threads to standard error, and so to its log, by SIGQUIT. Works
   * even if all threads of the worker hang. A JVM that was started with {@code -Xrs} ends instead.
   */
  void dumpThreads();

  /** Asks the worker's process group to end: SIGTERM, and SIGCONT in case it is stopped. */
  void terminate();

  /** Ends the worker's process group and its descendants by SIGKILL. The last resort. */
  void kill();

  /**
   * Returns the unwritten messages of a process that cannot be joined, as they stand in memory. For
   * all others they come as {@link WorkerEvent.SaidAtEnd}.
   */
  List<FromWorker> lastWords();
}
