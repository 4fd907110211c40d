package dev.reeve.protocol;

import dev.reeve.json.Json;
import java.util.Map;

/** A message from the supervisor to a worker. Immutable. */
public sealed interface ToWorker {

  /** Passes this message to the method of {@code receiver} for its kind. */
  void deliverTo(Receiver receiver);

  /** One method for each kind of message, so that a missing case does not compile. */
  interface Receiver {
    void initialize(Initialize message);

    void registerHandlers(RegisterHandlers message);

    void runTask(RunTask message);

    void cancelTask(CancelTask message);

    void diagnose(Diagnose message);

    void shutdown(Shutdown message);

    void success(Success message);

    void failure(Failure message);
  }

  /**
   * The request {@code initialize}, the first: the worker's identity and settings.
   *
   * @param id answered with {@link InitializeResult}
   * @param protocolVersion that the supervisor speaks, see {@link Protocol#VERSION}
   * @param slot the worker's place in the pool, from 0
   * @param generation number of processes that had this place before, from 0
   * @param settings of the worker
   * @param setup handlers, class files and hook of the embedding program
   */
  record Initialize(
      RequestId id,
      int protocolVersion,
      int slot,
      int generation,
      WorkerSettings settings,
      WorkerSetup setup)
      implements ToWorker {

    /** Makes a request without a setup. */
    public Initialize(
        RequestId id, int protocolVersion, int slot, int generation, WorkerSettings settings) {
      this(id, protocolVersion, slot, generation, settings, WorkerSetup.NONE);
    }

    /** Returns this request with a file for last words. */
    public Initialize withLastWords(String file) {
      return new Initialize(
          id, protocolVersion, slot, generation, settings.withLastWords(file), setup);
    }

    @Override
    public void deliverTo(Receiver receiver) {
      receiver.initialize(this);
    }
  }

  /**
   * The notification {@code handlers/register}: more handlers that tasks may name from now on. If a
   * class cannot be loaded, the tasks that name it fail; the worker does not.
   *
   * @param handlerClasses as in {@link WorkerSetup}
   * @param classFiles as in {@link WorkerSetup}
   */
  record RegisterHandlers(Map<String, String> handlerClasses, Map<String, String> classFiles)
      implements ToWorker {
    public RegisterHandlers {
      handlerClasses = Map.copyOf(handlerClasses);
      classFiles = Map.copyOf(classFiles);
    }

    @Override
    public void deliverTo(Receiver receiver) {
      receiver.registerHandlers(this);
    }
  }

  /**
   * The request {@code task/run}: one attempt of a task. Requests run one at a time, in the order
   * of their arrival; each gets exactly one response.
   *
   * @param id answered with the handler's result or an error
   * @param task id of the task, for people and logs
   * @param attempt from 1
   * @param handler name of a registered handler
   * @param payload any JSON
   * @param more number of requests that follow and belong to the same batch; a handler that works
   *     on batches gets all of them in one call, any other gets them one by one
   */
  record RunTask(RequestId id, String task, int attempt, String handler, Json payload, int more)
      implements ToWorker {

    /** Makes a request that belongs to no batch, or is the last one of its batch. */
    public RunTask(RequestId id, String task, int attempt, String handler, Json payload) {
      this(id, task, attempt, handler, payload, 0);
    }

    @Override
    public void deliverTo(Receiver receiver) {
      receiver.runTask(this);
    }
  }

  /**
   * The notification {@code task/cancel}: the request {@code request} must end early. If it is
   * still waiting, it is answered with {@link RpcError#CANCELLED} and never starts. If it is
   * running, its handler is interrupted, and the response depends on the handler. Unknown and ended
   * requests are ignored.
   *
   * @param onlyWaiting whether a running request is not touched
   */
  record CancelTask(RequestId request, boolean onlyWaiting) implements ToWorker {
    @Override
    public void deliverTo(Receiver receiver) {
      receiver.cancelTask(this);
    }
  }

  /** The request {@code diagnose} for threads and memory, answered while a handler runs. */
  record Diagnose(RequestId id) implements ToWorker {
    @Override
    public void deliverTo(Receiver receiver) {
      receiver.diagnose(this);
    }
  }

  /**
   * The request {@code shutdown}: the worker must finish and answer all earlier requests, answer
   * this one with {@link ShutdownResult}, and exit with 0.
   *
   * @param graceMillis time in milliseconds after which the running task is cancelled; after twice
   *     that time again the worker halts; 0 for no limit
   */
  record Shutdown(RequestId id, long graceMillis) implements ToWorker {
    @Override
    public void deliverTo(Receiver receiver) {
      receiver.shutdown(this);
    }
  }

  /** The response to a request of the worker that succeeded. */
  record Success(RequestId id, Json result) implements ToWorker {
    @Override
    public void deliverTo(Receiver receiver) {
      receiver.success(this);
    }
  }

  /** The response to a request of the worker that failed. */
  record Failure(RequestId id, RpcError error) implements ToWorker {
    @Override
    public void deliverTo(Receiver receiver) {
      receiver.failure(this);
    }
  }
}
