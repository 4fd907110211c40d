package dev.reeve.supervisor.engine.worker;

import dev.reeve.protocol.FromWorker;
import dev.reeve.protocol.RequestId;
import dev.reeve.protocol.RpcError;
import dev.reeve.supervisor.model.SupervisorLog;
import dev.reeve.supervisor.model.SupervisorLog.Level;
import dev.reeve.text.Printable;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Handles the messages of workers. */
final class WorkerMessages {
  private static final SupervisorLog NO_LOG = (level, message) -> {};

  private final Handshake handshake;
  private final AttemptCompletion completion;
  private final WorkerRequests requests;
  private final MemoryWatch memory;
  private final EngineContext context;

  WorkerMessages(
      Handshake handshake,
      AttemptCompletion completion,
      WorkerRequests requests,
      MemoryWatch memory,
      EngineContext context) {
    this.handshake = handshake;
    this.completion = completion;
    this.requests = requests;
    this.memory = memory;
    this.context = context;
  }

  /** Handles messages that arrived together. */
  void handle(Worker worker, List<FromWorker> messages) {
    Batch batch = new Batch(worker, context.log());
    worker.limits().heard(batch.now);
    for (FromWorker message : messages) {
      message.deliverTo(batch);
    }
  }

  /**
   * Handles the messages that a worker had not yet written when it ended. Some may have been
   * handled before, so nothing is logged of unexpected ones, and requests are left out.
   */
  void handleAtEnd(Worker worker, List<FromWorker> messages) {
    Batch batch = new Batch(worker, NO_LOG);
    for (FromWorker message : messages) {
      if (!isRequest(message)) {
        message.deliverTo(batch);
      }
    }
  }

  private static boolean isRequest(FromWorker message) {
    return message instanceof FromWorker.SharedCallRequest
        || message instanceof FromWorker.SubmitTask;
  }

  /** Messages of one worker that have the same time, which is read once for thousands of them. */
  private final class Batch implements FromWorker.Receiver {
    private final Worker worker;
    private final SupervisorLog log;
    private final long now = context.clock().nanos();
    private final Instant wall = context.clock().wall();

    Batch(Worker worker, SupervisorLog log) {
      this.worker = worker;
      this.log = log;
    }

    @Override
    public void success(FromWorker.Success message) {
      if (message.id().equals(Worker.INITIALIZE)) {
        complainIf(handshake.initialized(worker, message.result(), now));
      } else if (message.id().equals(Worker.SHUTDOWN)) {
        complainIf(handshake.shutDown(worker, message.result(), now));
      } else if (!isDiagnosis(message.id())) {
        Attempt attempt = take(message.id(), message.elapsedNanos());
        if (attempt != null) {
          attempt.ensureStarted(wall, now);
          completion.succeeded(worker, attempt, message.result(), now);
        }
      }
    }

    @Override
    public void failure(FromWorker.Failure message) {
      if (message.id() == null) {
        complain("it could not read a message: " + message.error().message());
      } else if (message.id().equals(Worker.INITIALIZE)) {
        complainIf(handshake.notInitialized(worker, message.error(), now));
      } else if (message.id().equals(Worker.SHUTDOWN)) {
        complain("it refused to shut down: " + message.error().message());
      } else if (!isDiagnosis(message.id())) {
        Attempt attempt = take(message.id(), message.elapsedNanos());
        if (attempt != null) {
          failed(attempt, message.error());
        }
      }
    }

    private void failed(Attempt attempt, RpcError error) {
      if (error.code() == RpcError.CANCELLED && !attempt.isStarted()) {
        completion.cameBack(worker, attempt, now);
      } else {
        attempt.ensureStarted(wall, now);
        completion.failed(worker, attempt, error, now);
      }
    }

    /**
     * Returns whether it answers {@code diagnose}, which threads of the process put into the log.
     */
    private boolean isDiagnosis(RequestId request) {
      return worker.wasDiagnosed() && request.equals(Worker.DIAGNOSE);
    }

    private @Nullable Attempt take(RequestId request, long elapsedNanos) {
      Attempt attempt = worker.take(request);
      if (attempt == null) {
        complain("it answered request " + request + ", which it was not asked or had answered");
      } else {
        attempt.answered(elapsedNanos, now);
      }
      return attempt;
    }

    @Override
    public void taskPreparing(FromWorker.TaskPreparing message) {
      Attempt attempt = worker.attempts().next(message.request());
      if (attempt == null || attempt.isStarted()) {
        complain(
            "it says that it prepares request " + message.request() + ", which is not its next");
      } else {
        worker.preparing(attempt, wall, now);
      }
    }

    @Override
    public void taskStarted(FromWorker.TaskStarted message) {
      Attempt attempt = worker.attempts().next(message.request());
      if (attempt == null) {
        complain(
            "it says that it started request " + message.request() + ", which is not its next");
      } else {
        worker.started(attempt, wall, now);
        completion.started(worker, attempt);
      }
    }

    @Override
    public void taskProgress(FromWorker.TaskProgress message) {
      Attempt running = worker.attempts().running(message.request());
      if (running != null) {
        worker.progress(message.fraction(), message.message());
        context.listener().taskProgress(running.taskId(), message.fraction(), message.message());
      }
    }

    @Override
    public void log(FromWorker.Log message) {
      String task =
          message.task() == null ? "" : "task " + Printable.escaped(message.task()) + ": ";
      log.log(levelOf(message), worker.key() + ": " + task + message.message());
    }

    private static Level levelOf(FromWorker.Log message) {
      return switch (message.level()) {
        case "error" -> Level.ERROR;
        case "warning" -> Level.WARNING;
        case "info" -> Level.INFO;
        default -> Level.DEBUG;
      };
    }

    @Override
    public void heartbeat(FromWorker.Heartbeat message) {
      memory.reported(worker, message.memory(), now);
    }

    @Override
    public void submitTask(FromWorker.SubmitTask message) {
      requests.submitTask(worker, message);
    }

    @Override
    public void sharedCall(FromWorker.SharedCallRequest message) {
      requests.callShared(worker, message);
    }

    @Override
    public void sharedCancel(FromWorker.SharedCancel message) {
      requests.cancelShared(worker, message);
    }

    private void complainIf(@Nullable String what) {
      if (what != null) {
        complain(what);
      }
    }

    private void complain(String what) {
      log.log(Level.WARNING, worker.name() + ": " + what);
    }
  }
}
