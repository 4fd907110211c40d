package dev.reeve.supervisor.engine.worker;

import dev.reeve.protocol.FromWorker;
import dev.reeve.protocol.MessageCodec;
import dev.reeve.shared.server.SharedCallHandler;

/** Serves what running tasks request: other tasks, and operations of shared objects. */
final class WorkerRequests {
  private final NestedTasks nested;
  private final SharedCallHandler shared;
  private final MessageCodec codec = new MessageCodec();

  WorkerRequests(NestedTasks nested, SharedCallHandler shared) {
    this.nested = nested;
    this.shared = shared;
  }

  void submitTask(Worker worker, FromWorker.SubmitTask message) {
    nested.submit(worker, message);
  }

  void callShared(Worker worker, FromWorker.SharedCallRequest message) {
    WorkerReply reply = new WorkerReply(worker.outbox(), message.id(), codec);
    shared.call(worker.identity().forSharedObjects(), message.id(), message.call(), reply);
  }

  void cancelShared(Worker worker, FromWorker.SharedCancel message) {
    shared.cancel(worker.identity().forSharedObjects(), message.request());
  }

  /** Cancels the tasks that an attempt has submitted, because it has ended. */
  void attemptEnded(Attempt attempt) {
    nested.parentEnded(attempt);
  }

  /** Releases the shared objects that a worker held, because its process has ended. */
  void workerEnded(Worker worker) {
    shared.died(worker.identity().forSharedObjects());
  }
}
