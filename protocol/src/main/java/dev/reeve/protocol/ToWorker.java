package dev.reeve.protocol;

import dev.reeve.json.Json;
import java.util.Map;

/** A message from the supervisor to a worker. Immutable. */
public sealed interface ToWorker {

  /**
   * Hands this message to the method of {@code receiver} made for it, so that a missing case does
   * not compile.
   */
  void deliverTo(Receiver receiver);

  /** One method for each kind of message. */
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
   * The first request: who the worker is and how it shall behave. Wire: {@code initialize}.
   *
   * @param id answered with {@link InitializeResult}
   * @param protocolVersion what the supervisor speaks, see {@link Protocol#VERSION}
   * @param slot the worker's place in the pool, from 0
   * @param generation how many processes had that place before, from 0
   * @param settings how the worker shall behave
   * @param setup what it is handed beyond what it finds by itself
   */
  record Initialize(
      RequestId id,
      int protocolVersion,
      int slot,
      int generation,
      WorkerSettings settings,
      WorkerSetup setup)
      implements ToWorker {

    /** Without a setup. */
    public Initialize(
        RequestId id, int protocolVersion, int slot, int generation, WorkerSettings settings) {
      this(id, protocolVersion, slot, generation, settings, WorkerSetup.NONE);
    }

    /** The same with a file for last words. */
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
   * A notification: further handlers that tasks may name from now on. Wire: {@code
   * handlers/register}. A class that can't be had fails the tasks for it, not the worker.
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
   * A request to run one attempt of a task. Wire: {@code task/run}. Requests are carried out one
   * after the other, in the order of their coming; each gets exactly one response.
   *
   * @param id answered with the handler's result or an error
   * @param task the task's id, for people and logs
   * @param attempt from 1
   * @param handler a registered handler's name
   * @param payload any JSON
   */
  record RunTask(RequestId id, String task, int attempt, String handler, Json payload)
      implements ToWorker {
    @Override
    public void deliverTo(Receiver receiver) {
      receiver.runTask(this);
    }
  }

  /**
   * A notification: the request {@code request} shall end early. Wire: {@code task/cancel}. If it
   * still waits it is answered with {@link RpcError#CANCELLED} without having started; if it runs
   * its handler is interrupted and the response is whatever the handler makes of that. Unknown or
   * ended requests are ignored.
   *
   * @param onlyWaiting whether a request that runs already is left alone
   */
  record CancelTask(RequestId request, boolean onlyWaiting) implements ToWorker {
    @Override
    public void deliverTo(Receiver receiver) {
      receiver.cancelTask(this);
    }
  }

  /** A request for threads and memory, answered while a handler runs. Wire: {@code diagnose}. */
  record Diagnose(RequestId id) implements ToWorker {
    @Override
    public void deliverTo(Receiver receiver) {
      receiver.diagnose(this);
    }
  }

  /**
   * A request to finish all that was asked before, answer it, answer this with {@link
   * ShutdownResult}, and exit with 0. Wire: {@code shutdown}.
   *
   * @param graceMillis after this time in milliseconds what still runs is cancelled, after the same
   *     time again the worker halts; 0 for no limit
   */
  record Shutdown(RequestId id, long graceMillis) implements ToWorker {
    @Override
    public void deliverTo(Receiver receiver) {
      receiver.shutdown(this);
    }
  }

  /** The response to a request of the worker that went well. */
  record Success(RequestId id, Json result) implements ToWorker {
    @Override
    public void deliverTo(Receiver receiver) {
      receiver.success(this);
    }
  }

  /** The response to a request of the worker that did not go well. */
  record Failure(RequestId id, RpcError error) implements ToWorker {
    @Override
    public void deliverTo(Receiver receiver) {
      receiver.failure(this);
    }
  }
}
