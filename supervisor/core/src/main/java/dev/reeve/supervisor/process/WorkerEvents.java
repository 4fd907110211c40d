package dev.reeve.supervisor.process;

import dev.reeve.protocol.FromWorker;
import java.util.List;

/**
 * What becomes known of a worker process. Called from the process's own threads: implementations
 * only pass on what they are told. Calls for one key come one after the other, but not always from
 * the same thread.
 */
public interface WorkerEvents {

  /** The process runs. The first event of a key unless it could not be started. */
  void started(WorkerKey key, long pid);

  /** The process could not be started. The last event of its key. */
  void startFailed(WorkerKey key, StartFailure failure);

  /** Messages that came together, in their order; never empty. */
  void messages(WorkerKey key, List<FromWorker> messages);

  /**
   * What the process had said when it ended, but not yet written; comes right before {@link
   * #joined}. Some of it may have come before, in {@link #messages}.
   */
  void lastWords(WorkerKey key, List<FromWorker> messages);

  /**
   * The worker can't be talked with any more: its output can't be followed, or it has closed a
   * stream and lives on, or it does not read its input. Once at most; messages may still follow.
   */
  void protocolBroken(WorkerKey key, String why);

  /**
   * The process has ended, and its output was read to the end or given up on. The last event of its
   * key.
   */
  void joined(WorkerKey key, WorkerExit exit);
}
