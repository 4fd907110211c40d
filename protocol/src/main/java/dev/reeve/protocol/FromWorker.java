package dev.reeve.protocol;

import dev.reeve.json.Json;
import org.jspecify.annotations.Nullable;

/** A message from a worker to the supervisor. Immutable. */
public sealed interface FromWorker {

  /** Passes this message to the method of {@code receiver} for its kind. */
  void deliverTo(Receiver receiver);

  /** One method for each kind of message, so that a missing case does not compile. */
  interface Receiver {
    void success(Success message);

    void failure(Failure message);

    void taskPreparing(TaskPreparing message);

    void taskStarted(TaskStarted message);

    void taskProgress(TaskProgress message);

    void log(Log message);

    void heartbeat(Heartbeat message);

    void submitTask(SubmitTask message);

    void sharedCall(SharedCallRequest message);

    void sharedCancel(SharedCancel message);
  }

  /**
   * The response to a request that succeeded.
   *
   * @param result any JSON; {@link MessageCodec} reads that of requests other than {@code task/run}
   * @param elapsedNanos monotonic time in nanoseconds from just before the call of the handler
   *     until it returned; −1 if the worker does not tell, as for requests other than {@code
   *     task/run}
   */
  record Success(RequestId id, Json result, long elapsedNanos) implements FromWorker {

    /** Makes a response without a time. */
    public Success(RequestId id, Json result) {
      this(id, result, -1);
    }

    @Override
    public void deliverTo(Receiver receiver) {
      receiver.success(this);
    }
  }

  /**
   * The response to a request that failed.
   *
   * @param id null if the request was so malformed that its id could not be read
   * @param elapsedNanos as for {@link Success}, until the handler returned or threw; −1 also if it
   *     was never called
   */
  record Failure(@Nullable RequestId id, RpcError error, long elapsedNanos) implements FromWorker {

    /** Makes a response without a time. */
    public Failure(@Nullable RequestId id, RpcError error) {
      this(id, error, -1);
    }

    @Override
    public void deliverTo(Receiver receiver) {
      receiver.failure(this);
    }
  }

  /**
   * The notification {@code task/preparing}: the handler of {@code request} is loaded and made,
   * because it is the first task for it here. {@link TaskStarted} follows when it is called.
   */
  record TaskPreparing(RequestId request) implements FromWorker {
    @Override
    public void deliverTo(Receiver receiver) {
      receiver.taskPreparing(this);
    }
  }

  /** The notification {@code task/started}: the handler of {@code request} is called now. */
  record TaskStarted(RequestId request) implements FromWorker {
    @Override
    public void deliverTo(Receiver receiver) {
      receiver.taskStarted(this);
    }
  }

  /**
   * The notification {@code task/progress}: the progress of a running task.
   *
   * @param fraction 0 to 1
   */
  record TaskProgress(RequestId request, double fraction, @Nullable String message)
      implements FromWorker {
    @Override
    public void deliverTo(Receiver receiver) {
      receiver.taskProgress(this);
    }
  }

  /**
   * The notification {@code log}: a line for the worker's log.
   *
   * @param level {@code debug}, {@code info}, {@code warning} or {@code error}
   * @param task id of the task that wrote the line; null if no task did
   */
  record Log(String level, String message, @Nullable String task) implements FromWorker {
    @Override
    public void deliverTo(Receiver receiver) {
      receiver.log(this);
    }
  }

  /**
   * The notification {@code heartbeat}, sent at a fixed interval by a thread of its own.
   *
   * @param request the running request; null if none is running
   */
  record Heartbeat(MemoryUse memory, @Nullable RequestId request) implements FromWorker {
    @Override
    public void deliverTo(Receiver receiver) {
      receiver.heartbeat(this);
    }
  }

  /**
   * The request {@code task/submit}: the supervisor must run another task on behalf of one that is
   * running here. The other task is cancelled when this one ends.
   *
   * @param id answered with the handler's result or an error, once the other task has ended
   * @param request the running request that asks for it
   * @param handler name of a registered handler
   * @param payload any JSON
   */
  record SubmitTask(RequestId id, RequestId request, String handler, Json payload)
      implements FromWorker {
    @Override
    public void deliverTo(Receiver receiver) {
      receiver.submitTask(this);
    }
  }

  /**
   * The request {@code shared/call}: an operation on a shared object. Many may be under way at
   * once; each gets exactly one response, in any order.
   *
   * @param id answered with a {@link SharedResult}, or an error that {@link SharedRefusal} names
   */
  record SharedCallRequest(RequestId id, SharedCall call) implements FromWorker {
    @Override
    public void deliverTo(Receiver receiver) {
      receiver.sharedCall(this);
    }
  }

  /**
   * The notification {@code shared/cancel}: the call {@code request} must stop waiting. It is
   * answered with {@link RpcError#CANCELLED}, unless its response is already on the way. Ended and
   * unknown calls are ignored.
   */
  record SharedCancel(RequestId request) implements FromWorker {
    @Override
    public void deliverTo(Receiver receiver) {
      receiver.sharedCancel(this);
    }
  }
}
