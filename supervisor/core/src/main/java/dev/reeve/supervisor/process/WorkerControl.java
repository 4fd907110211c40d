package dev.reeve.supervisor.process;

import dev.reeve.protocol.FromWorker;
import dev.reeve.protocol.ToWorker;
import java.util.List;

/**
 * The supervisor's grip on one worker process. No method blocks: writing and signalling happen on
 * other threads. All are harmless at any time, also before the process runs and after it has ended.
 */
public interface WorkerControl {

  /**
   * Queues messages for the worker's standard input, which leave in as few writes as may be. What
   * it answers to {@code diagnose} goes into its log, too.
   */
  void send(List<ToWorker> messages);

  /** Closes the worker's standard input once all queued messages are written. */
  void closeInput();

  /**
   * Has the worker's JVM write its threads to standard error, and so into its log, whatever the
   * state of its own threads: SIGQUIT. A JVM that was started with {@code -Xrs} ends by it.
   */
  void dumpThreads();

  /** Asks the worker's process group to end: SIGTERM, and SIGCONT in case it is stopped. */
  void terminate();

  /** Ends the worker's process group and its descendants by SIGKILL. The last resort. */
  void kill();

  /**
   * What a process that can't be joined had said and not yet written, as it stands in memory; of
   * all others {@link WorkerEvent.SaidAtEnd} tells.
   */
  List<FromWorker> lastWords();
}
