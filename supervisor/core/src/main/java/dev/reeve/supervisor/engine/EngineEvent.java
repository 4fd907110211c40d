package dev.reeve.supervisor.engine;

import dev.reeve.protocol.RpcError;
import dev.reeve.protocol.SharedResult;
import dev.reeve.protocol.ToWorker;
import dev.reeve.shared.server.Reply;
import dev.reeve.supervisor.engine.task.TrackedTask;
import dev.reeve.supervisor.engine.worker.PoolCommand;
import dev.reeve.supervisor.model.PoolSnapshot;
import dev.reeve.supervisor.model.ResultListener;
import dev.reeve.supervisor.model.TaskResult;
import dev.reeve.supervisor.process.WorkerEvent;
import dev.reeve.supervisor.process.WorkerKey;
import java.util.concurrent.CompletableFuture;

/**
 * A message to the loop's thread: a fact about a worker, or what a caller asks for. Immutable; any
 * thread posts it to an {@link Inbox}, and {@link Engine} carries it out.
 */
sealed interface EngineEvent {

  /**
   * Hands this event to the method of {@code handler} made for it, so that a missing case does not
   * compile.
   */
  void deliverTo(Handler handler);

  /** One method for each kind of event. */
  interface Handler {
    void aboutWorker(AboutWorker event);

    void aboutSharedObjects(AboutSharedObjects event);

    void submitted(Submitted event);

    void guestSubmitted(GuestSubmitted event);

    void resultRecorded(ResultRecorded event);

    void cancelled(Cancelled event);

    void handlersRegistered(HandlersRegistered event);

    void noMoreTasks(NoMoreTasks event);

    void drainRequested(DrainRequested event);

    void killRequested(KillRequested event);

    void terminateRequested(TerminateRequested event);

    void aboutPool(AboutPool event);

    void snapshotRequested(SnapshotRequested event);

    void hostTaskEnded(HostTaskEnded event);

    void hostCallSucceeded(HostCallSucceeded event);

    void hostCallFailed(HostCallFailed event);
  }

  /** Something that became known about one worker's process. */
  record AboutWorker(WorkerKey key, WorkerEvent event) implements EngineEvent {
    @Override
    public void deliverTo(Handler handler) {
      handler.aboutWorker(this);
    }
  }

  /** A message of another thread or loop to the shared objects of this one. */
  record AboutSharedObjects(SharedObjectEvent event) implements EngineEvent {
    @Override
    public void deliverTo(Handler handler) {
      handler.aboutSharedObjects(this);
    }
  }

  /** A caller has submitted a task. */
  record Submitted(TrackedTask task) implements EngineEvent {
    @Override
    public void deliverTo(Handler handler) {
      handler.submitted(this);
    }
  }

  /** A worker of a guest has submitted a task. It is refused once no more tasks are expected. */
  record GuestSubmitted(TrackedTask task) implements EngineEvent {
    @Override
    public void deliverTo(Handler handler) {
      handler.guestSubmitted(this);
    }
  }

  /** A caller has passed in the result of a task that needed no worker. */
  record ResultRecorded(TaskResult result, ResultListener listener) implements EngineEvent {
    @Override
    public void deliverTo(Handler handler) {
      handler.resultRecorded(this);
    }
  }

  /**
   * A task must end early. Without effect once it has ended.
   *
   * @param onlyWaiting whether to leave the task alone if it runs already
   */
  record Cancelled(TrackedTask task, boolean onlyWaiting) implements EngineEvent {
    @Override
    public void deliverTo(Handler handler) {
      handler.cancelled(this);
    }
  }

  /** All workers must know these handlers before any task that is submitted later. */
  record HandlersRegistered(ToWorker.RegisterHandlers handlers) implements EngineEvent {
    @Override
    public void deliverTo(Handler handler) {
      handler.handlersRegistered(this);
    }
  }

  /** The caller has submitted its last task. */
  record NoMoreTasks() implements EngineEvent {
    @Override
    public void deliverTo(Handler handler) {
      handler.noMoreTasks(this);
    }
  }

  /** The run must stop: waiting tasks are skipped, running ones have the grace period to finish. */
  record DrainRequested(String reason) implements EngineEvent {
    @Override
    public void deliverTo(Handler handler) {
      handler.drainRequested(this);
    }
  }

  /** The run must stop at once: waiting tasks are skipped and all workers are killed. */
  record KillRequested(String reason) implements EngineEvent {
    @Override
    public void deliverTo(Handler handler) {
      handler.killRequested(this);
    }
  }

  /**
   * The run must stop: waiting tasks are skipped and all workers receive SIGTERM, nothing before
   * it.
   */
  record TerminateRequested(String reason) implements EngineEvent {
    @Override
    public void deliverTo(Handler handler) {
      handler.terminateRequested(this);
    }
  }

  /** A caller steers the pool. */
  record AboutPool(PoolCommand command) implements EngineEvent {
    @Override
    public void deliverTo(Handler handler) {
      handler.aboutPool(this);
    }
  }

  /** A caller wants to know what the pool is doing. */
  record SnapshotRequested(CompletableFuture<PoolSnapshot> answer) implements EngineEvent {
    @Override
    public void deliverTo(Handler handler) {
      handler.snapshotRequested(this);
    }
  }

  /** A task that the host ran for a worker of this loop has ended. */
  record HostTaskEnded(TaskResult result, ResultListener listener) implements EngineEvent {
    @Override
    public void deliverTo(Handler handler) {
      handler.hostTaskEnded(this);
    }
  }

  /** The host has carried out a call of a shared object for a worker of this loop. */
  record HostCallSucceeded(SharedResult result, Reply reply) implements EngineEvent {
    @Override
    public void deliverTo(Handler handler) {
      handler.hostCallSucceeded(this);
    }
  }

  /** The host has refused a call of a shared object by a worker of this loop. */
  record HostCallFailed(RpcError error, Reply reply) implements EngineEvent {
    @Override
    public void deliverTo(Handler handler) {
      handler.hostCallFailed(this);
    }
  }
}
