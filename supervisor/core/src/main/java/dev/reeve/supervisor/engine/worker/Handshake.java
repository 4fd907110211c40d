package dev.reeve.supervisor.engine.worker;

import dev.reeve.json.Json;
import dev.reeve.protocol.ErrorData;
import dev.reeve.protocol.InitializeResult;
import dev.reeve.protocol.MessageCodec;
import dev.reeve.protocol.Protocol;
import dev.reeve.protocol.ProtocolException;
import dev.reeve.protocol.RpcError;
import dev.reeve.protocol.ShutdownResult;
import dev.reeve.supervisor.model.RunEnding;
import dev.reeve.supervisor.model.SupervisorListener;
import dev.reeve.supervisor.model.TaskError;
import org.jspecify.annotations.Nullable;

/** The first and the last exchange with a worker: {@code initialize} and {@code shutdown}. */
final class Handshake {
  private final PoolGate gate;
  private final Restarts restarts;
  private final Batches batches;
  private final SupervisorListener listener;
  private final MessageCodec codec = new MessageCodec();

  Handshake(PoolGate gate, Restarts restarts, Batches batches, SupervisorListener listener) {
    this.gate = gate;
    this.restarts = restarts;
    this.batches = batches;
    this.listener = listener;
  }

  /**
   * Handles the successful response to {@code initialize}.
   *
   * @return what is wrong with the message; null if nothing is
   */
  @Nullable String initialized(Worker worker, Json json, long now) {
    if (worker.wasReady()) {
      return "it answered initialize again";
    }
    try {
      InitializeResult result = codec.readInitializeResult(json);
      if (result.protocolVersion() == Protocol.VERSION) {
        batches.know(result.batches());
        if (result.shortLines()) {
          worker.useShortLines();
        }
        ready(worker, now);
      } else {
        String versions = result.protocolVersion() + ", not " + Protocol.VERSION;
        refused(worker, "it speaks protocol version " + versions, now);
      }
    } catch (ProtocolException e) {
      refused(worker, "its answer to initialize can't be read: " + e.getMessage(), now);
    }
    return null;
  }

  private void ready(Worker worker, long now) {
    if (worker.ready(now)) { // one that answers too late is not
      restarts.oneIsReady();
      listener.workerReady(worker.identity().forListeners());
    }
  }

  /**
   * Handles the error response to {@code initialize}.
   *
   * @return what is wrong with the message; null if nothing is
   */
  @Nullable String notInitialized(Worker worker, RpcError error, long now) {
    if (worker.wasReady()) {
      return "it answered initialize again: " + error.message();
    }
    if (error.code() == RpcError.HOOK_FAILED) {
      hookFailed(worker, error, now);
    } else {
      refused(worker, error.message(), now);
    }
    return null;
  }

  /**
   * Ends the run if the hook fails in the first worker. Once one worker was ready, a failure counts
   * as a crash of the worker that it happens in.
   */
  private void hookFailed(Worker worker, RpcError error, long now) {
    worker.stop(StopReason.unhealthy(error.message()), now);
    if (restarts.noneWasEverReady()) {
      ErrorData data = error.data();
      String stack = data == null ? null : data.stack();
      gate.failed(
          RunEnding.WORKERS_DO_NOT_START,
          new TaskError("WorkersDoNotStart", error.message(), stack, null, null, null));
    }
  }

  private void refused(Worker worker, String why, long now) {
    worker.stop(StopReason.unhealthy("it refused to start: " + why), now);
    gate.failed(
        RunEnding.WORKERS_DO_NOT_START, TaskError.of("Skipped", "workers refuse to start: " + why));
  }

  /**
   * Handles the successful response to {@code shutdown}.
   *
   * @return what is wrong with the message; null if nothing is
   */
  @Nullable String shutDown(Worker worker, Json json, long now) {
    if (!worker.ladder().goodbye()) {
      return "it answered shutdown, which it was not asked";
    }
    try {
      ShutdownResult result = codec.readShutdownResult(json);
      worker.memory().add(result.memory(), now);
      worker.leaves(result.exitResult());
      return null;
    } catch (ProtocolException e) {
      return "its answer to shutdown can't be read: " + e.getMessage();
    }
  }
}
