package dev.reeve.protocol;

import dev.reeve.json.Json;
import org.jspecify.annotations.Nullable;

/** A message from a worker to the supervisor. Immutable. */
public sealed interface FromWorker {

  /**
   * Hands this message to the method of {@code receiver} made for it, so that a missing case does
   * not compile.
   */
  void deliverTo(Receiver receiver);

  /** One method for each kind of message. */
  interface Receiver {
    void success(Success message);

    void failure(Failure message);

    void taskStarted(TaskStarted message);

    void taskProgress(TaskProgress message);

    void log(Log message);

    void heartbeat(Heartbeat message);

    void submitTask(SubmitTask message);

    void sharedCall(SharedCallRequest message);

    void sharedCancel(SharedCancel message);
  }

  /**
   * The response to a request that went well.
   *
   * @param result any JSON; for requests other than {@code task/run} see {@link MessageCodec}'s
   *     readers of results
   * @param elapsedNanos how long the handler ran, in monotonic time: from just before it was called
   *     until it returned; −1 if that is not told, as for requests other than {@code task/run}
   */
  record Success(RequestId id, Json result, long elapsedNanos) implements FromWorker {

    /** A response that tells no time. */
    public Success(RequestId id, Json result) {
      this(id, result, -1);
    }

    @Override
    public void deliverTo(Receiver receiver) {
      receiver.success(this);
    }
  }

  /**
   * The response to a request that did not go well.
   *
   * @param id null if the request was so malformed that its id could not be read
   * @param elapsedNanos as for {@link Success}, until the handler returned or threw; −1 also if it
   *     was never called
   */
  record Failure(@Nullable RequestId id, RpcError error, long elapsedNanos) implements FromWorker {

    /** A response that tells no time. */
    public Failure(@Nullable RequestId id, RpcError error) {
      this(id, error, -1);
    }

    @Override
    public void deliverTo(Receiver receiver) {
      receiver.failure(this);
    }
  }

  /**
   * A notification, sent before the handler is called: {@code request} runs from now on. Wire:
   * {@code task/started}.
   */
  record TaskStarted(RequestId request) implements FromWorker {
    @Override
    public void deliverTo(Receiver receiver) {
      receiver.taskStarted(this);
    }
  }

  /**
   * A notification: how far a running task is. Wire: {@code task/progress}.
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
   * A notification: a line for the worker's log. Wire: {@code log}.
   *
   * @param level one of {@code debug}, {@code info}, {@code warning}, {@code error}
   * @param task id of the task it was written for, if for one
   */
  record Log(String level, String message, @Nullable String task) implements FromWorker {
    @Override
    public void deliverTo(Receiver receiver) {
      receiver.log(this);
    }
  }

  /**
   * A notification at a fixed interval, from a thread of its own. Wire: {@code heartbeat}.
   *
   * @param request the request that runs now
   */
  record Heartbeat(MemoryUse memory, @Nullable RequestId request) implements FromWorker {
    @Override
    public void deliverTo(Receiver receiver) {
      receiver.heartbeat(this);
    }
  }

  /**
   * A request: the supervisor shall have another task run, on behalf of one that runs here. Wire:
   * {@code task/submit}. It ends at the latest with that one.
   *
   * @param id answered with the handler's result or an error, once the task has ended
   * @param request the one that runs and asks for it
   * @param handler a registered handler's name
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
   * A request: an operation on a shared object. Wire: {@code shared/call}. Many may be under way at
   * once; each gets exactly one response, in whatever order.
   *
   * @param id answered with {@link SharedResult} or an error that {@link SharedRefusal} names
   */
  record SharedCallRequest(RequestId id, SharedCall call) implements FromWorker {
    @Override
    public void deliverTo(Receiver receiver) {
      receiver.sharedCall(this);
    }
  }

  /**
   * A notification: the call {@code request} shall wait no longer. Wire: {@code shared/cancel}. Its
   * response is {@link RpcError#CANCELLED}, unless it was on its way already; an ended or unknown
   * one is ignored.
   */
  record SharedCancel(RequestId request) implements FromWorker {
    @Override
    public void deliverTo(Receiver receiver) {
      receiver.sharedCancel(this);
    }
  }
}
