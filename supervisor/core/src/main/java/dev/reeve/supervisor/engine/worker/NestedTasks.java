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
import dev.reeve.text.Printable;
import java.util.List;

/**
 * Tasks that running tasks submit. The worker of a task that waits for such tasks can do nothing
 * else, so a spare worker may run for it, which takes such tasks only. When no further worker may
 * be started, the request is refused; otherwise all workers could wait for each other.
 */
final class NestedTasks {
  private final TaskHost host;
  private final int maxDepth;

  /**
   * @param maxDepth limits tasks that submit tasks that submit tasks, which may have no end
   */
  NestedTasks(TaskHost host, int maxDepth) {
    this.host = host;
    this.maxDepth = maxDepth;
  }

  /** Submits a task for the running attempt of a worker, or refuses the request. */
  void submit(Worker worker, FromWorker.SubmitTask message) {
    Attempt parent = worker.attempts().running(message.request());
    if (parent == null) {
      refuse(worker, message.id(), "request " + message.request() + " does not run");
    } else if (parent.cancelCause() != null || worker.state() != WorkerState.BUSY) {
      refuse(worker, message.id(), "task " + parent.printableTaskId() + " is to end");
    } else if (parent.task().depth() >= maxDepth) {
      refuse(worker, message.id(), tooDeep());
    } else if (!worker.attempts().hasChildren() && !host.oneMoreMayWait()) {
      refuse(worker, message.id(), "all workers that there may be wait for tasks of their own");
    } else {
      submit(worker, parent, message);
    }
  }

  private String tooDeep() {
    return "tasks of tasks go %d deep at most; raise SupervisorBuilder.maxTaskDepth"
        .formatted(maxDepth);
  }

  private void submit(Worker worker, Attempt parent, FromWorker.SubmitTask message) {
    Task task = childOf(parent, message);
    worker.attempts().recallWaiting();
    int depth = parent.task().depth() + 1;
    parent.addChild(host.submit(task, depth, result -> answer(worker, message.id(), result)));
  }

  private static Task childOf(Attempt parent, FromWorker.SubmitTask message) {
    Task task = parent.task().task();
    String id = task.id() + "/" + (parent.children().size() + 1);
    return new Task(
        task.seq(),
        id,
        message.handler(),
        message.payload(),
        TaskPolicy.DEFAULT,
        task.priority(),
        List.of());
  }

  /** Cancels the tasks that an attempt has submitted, because it has ended. */
  void parentEnded(Attempt parent) {
    for (TrackedTask child : parent.children()) {
      host.cancel(child);
    }
  }

  /** Sends the result to the worker. Harmless if its process has ended. */
  private static void answer(Worker worker, RequestId id, TaskResult result) {
    worker
        .outbox()
        .send(
            result.result() == null
                ? new ToWorker.Failure(id, error(result))
                : new ToWorker.Success(id, result.result()));
  }

  private static RpcError error(TaskResult result) {
    TaskError error = result.error();
    if (error == null) {
      return new RpcError(RpcError.HANDLER_FAILED, result.status().word(), null);
    }
    String message = "task %s: %s".formatted(Printable.escaped(result.id()), error.message());
    ErrorData data =
        new ErrorData(
            error.type(),
            message,
            error.stack(),
            List.of(),
            false,
            error.exitCode(),
            error.signal(),
            error.stdoutTail(),
            error.stderrTail());
    return new RpcError(RpcError.HANDLER_FAILED, message, data);
  }

  private static void refuse(Worker worker, RequestId id, String why) {
    worker.outbox().send(new ToWorker.Failure(id, new RpcError(RpcError.NOT_READY, why, null)));
  }
}
