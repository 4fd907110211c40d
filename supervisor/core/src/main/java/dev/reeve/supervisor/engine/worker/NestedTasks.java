package dev.reeve.supervisor.engine.worker;

import dev.reeve.protocol.ErrorData;
import dev.reeve.protocol.FromWorker;
import dev.reeve.protocol.RequestId;
import dev.reeve.protocol.RpcError;
import dev.reeve.protocol.ToWorker;
import dev.reeve.supervisor.engine.task.TrackedTask;
import dev.reeve.supervisor.model.Task;
import dev.reeve.supervisor.model.TaskError;
import dev.reeve.supervisor.model.TaskPolicy;
import dev.reeve.supervisor.model.TaskResult;
import java.util.List;

/**
 * Tasks that running tasks have asked for. Whoever asks may wait, and so keep its worker from
 * everything else: for each such worker a spare one may run, which takes such tasks only; and when
 * no more may be started the request is refused, rather than that all wait for each other.
 */
final class NestedTasks {
  /** Tasks of tasks of tasks: something that goes so deep has no end. */
  static final int MOST_DEEP = 8;

  private final TaskHost host;

  NestedTasks(TaskHost host) {
    this.host = host;
  }

  /** A worker asks for a task. */
  void submit(Worker worker, FromWorker.SubmitTask message) {
    Attempt parent = worker.running();
    if (parent == null || !parent.request.equals(message.request())) {
      refuse(worker, message.id(), "request " + message.request() + " does not run");
    } else if (parent.cancel != null || worker.state() != WorkerState.BUSY) {
      refuse(worker, message.id(), "task " + parent.entry.task.id() + " is to end");
    } else if (parent.entry.depth == MOST_DEEP) {
      refuse(worker, message.id(), "tasks of tasks go " + MOST_DEEP + " deep at most");
    } else if (parent.children.isEmpty() && !host.oneMoreMayWait()) {
      refuse(worker, message.id(), "all workers that there may be wait for tasks of their own");
    } else {
      submit(worker, parent, message);
    }
  }

  private void submit(Worker worker, Attempt parent, FromWorker.SubmitTask message) {
    Task of = parent.entry.task;
    String id = of.id() + "/" + (parent.children.size() + 1);
    Task task =
        new Task(
            of.seq(),
            id,
            message.handler(),
            message.payload(),
            TaskPolicy.DEFAULT,
            of.priority(),
            List.of());
    worker.takeBackWaiting();
    int depth = parent.entry.depth + 1;
    parent.children.add(host.submit(task, depth, result -> answer(worker, message.id(), result)));
  }

  /** The attempt has ended: nobody waits for what it asked for. */
  void parentEnded(Attempt parent) {
    for (TrackedTask child : parent.children) {
      host.cancel(child);
    }
  }

  /** A process that has gone hears nothing; that does no harm. */
  private static void answer(Worker worker, RequestId id, TaskResult result) {
    worker.send(
        result.result() == null
            ? new ToWorker.Failure(id, error(result))
            : new ToWorker.Success(id, result.result()));
  }

  private static RpcError error(TaskResult result) {
    TaskError error = result.error();
    if (error == null) {
      return new RpcError(RpcError.HANDLER_FAILED, result.status().word(), null);
    }
    String message = "task %s: %s".formatted(result.id(), error.message());
    ErrorData data =
        new ErrorData(
            error.type(),
            message,
            error.stack(),
            List.of(),
            false,
            error.exitCode(),
            error.signal(),
            error.stderrTail());
    return new RpcError(RpcError.HANDLER_FAILED, message, data);
  }

  private static void refuse(Worker worker, RequestId id, String why) {
    worker.send(new ToWorker.Failure(id, new RpcError(RpcError.NOT_READY, why, null)));
  }
}
