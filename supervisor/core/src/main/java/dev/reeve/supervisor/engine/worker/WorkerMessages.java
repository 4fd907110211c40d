package dev.reeve.supervisor.engine.worker;

import dev.reeve.protocol.ErrorData;
import dev.reeve.protocol.FromWorker;
import dev.reeve.protocol.InitializeResult;
import dev.reeve.protocol.Protocol;
import dev.reeve.protocol.ProtocolException;
import dev.reeve.protocol.RequestId;
import dev.reeve.protocol.RpcError;
import dev.reeve.shared.server.Reply;
import dev.reeve.supervisor.engine.task.Outcome;
import dev.reeve.supervisor.model.SupervisorLog.Level;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What each message of one worker means. */
final class WorkerMessages implements FromWorker.Receiver {
  private final Worker worker;
  private final MessageReceivers desks;
  private final EngineContext around;
  private final long now;
  private final Instant wall; // read once: thousands of answers may come together

  /**
   * @param now when the messages came
   */
  WorkerMessages(Worker worker, MessageReceivers desks, EngineContext around, long now) {
    this.worker = worker;
    this.desks = desks;
    this.around = around;
    this.now = now;
    this.wall = around.clock().wall();
  }

  @Override
  public void success(FromWorker.Success message) {
    if (message.id().equals(Worker.INITIALIZE)) {
      initialized(message);
    } else if (message.id().equals(Worker.SHUTDOWN)) {
      saidGoodbye(message);
    } else if (!isDiagnosis(message.id())) {
      Attempt attempt = take(message.id(), message.elapsedNanos());
      if (attempt != null) {
        ended(attempt, OutcomeFactory.success(attempt, message));
        replaceIfInterrupted(attempt);
      }
    }
  }

  /** The process's own threads have put the answer into the log. */
  private boolean isDiagnosis(RequestId request) {
    return worker.diagnosed && request.equals(Worker.DIAGNOSE);
  }

  private void initialized(FromWorker.Success message) {
    if (worker.wasReady) {
      complain("it answered initialize again");
      return;
    }
    try {
      InitializeResult result = desks.codec().readInitializeResult(message.result());
      if (result.protocolVersion() != Protocol.VERSION) {
        refused(
            "it speaks protocol version " + result.protocolVersion() + ", not " + Protocol.VERSION);
        return;
      }
      desks.readiness().ready(worker, now);
    } catch (ProtocolException e) {
      refused("its answer to initialize can't be read: " + e.getMessage());
    }
  }

  private void refused(String why) {
    refused(new RpcError(RpcError.NOT_READY, why, null));
  }

  private void refused(RpcError error) {
    if (worker.wasReady) {
      complain("it answered initialize again: " + error.message());
    } else if (error.code() == RpcError.HOOK_FAILED) {
      desks.readiness().hookFailed(worker, OutcomeFactory.toTaskError(error), error.message(), now);
    } else {
      desks.readiness().refused(worker, error.message(), now);
    }
  }

  private void saidGoodbye(FromWorker.Success message) {
    if (worker.step == null || worker.step == StopStep.FINISH_TASK) {
      complain("it answered shutdown, which it was not asked");
      return;
    }
    worker.saidGoodbye = true;
    try {
      worker.remember(desks.codec().readShutdownResult(message.result()).memory(), now);
    } catch (ProtocolException e) {
      complain("its answer to shutdown can't be read: " + e.getMessage());
    }
  }

  @Override
  public void failure(FromWorker.Failure message) {
    if (message.id() == null) {
      complain("it could not read a message: " + message.error().message());
    } else if (message.id().equals(Worker.INITIALIZE)) {
      refused(message.error());
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
    if (error.code() == RpcError.CANCELLED && !attempt.started()) {
      desks.returns().cameBack(worker, attempt, now);
      return;
    }
    ended(attempt, OutcomeFactory.failure(worker, attempt, error));
    replaceIfInterrupted(attempt);
    ErrorData data = error.data();
    if (data != null && data.fatal()) {
      recycle("a handler threw " + data.type() + " under task " + attempt.entry.task.id());
    }
  }

  /**
   * A handler that was interrupted half-way may have left anything behind: the next starts anew.
   */
  private void replaceIfInterrupted(Attempt attempt) {
    if (attempt.cancel == Attempt.Cancel.CALLER && attempt.started()) {
      recycle("task " + attempt.entry.task.id() + " was cancelled while it ran");
    }
  }

  private void recycle(String why) {
    desks.recycling().recycle(worker, why, now);
  }

  private @Nullable Attempt take(RequestId request, long elapsedNanos) {
    Attempt attempt = worker.remove(request);
    if (attempt == null) {
      complain("it answered request " + request + ", which it was not asked or had answered");
      return null;
    }
    attempt.toldNanos = elapsedNanos;
    return attempt;
  }

  private void ended(Attempt attempt, Outcome outcome) {
    if (!attempt.started()) {
      attempt.startedBefore(wall, now);
    }
    desks.returns().answered(worker, attempt, outcome, now);
  }

  @Override
  public void taskStarted(FromWorker.TaskStarted message) {
    Attempt attempt = worker.next(message.request());
    if (attempt == null) {
      complain("it says that it started request " + message.request() + ", which is not its next");
      return;
    }
    worker.started(attempt, wall, now);
    desks.watch().started(worker, attempt, now);
  }

  @Override
  public void taskProgress(FromWorker.TaskProgress message) {
    Attempt running = worker.running();
    if (running != null && running.request.equals(message.request())) {
      long percent = Math.round(message.fraction() * 100);
      worker.progress =
          message.message() == null ? percent + " %" : percent + " % " + message.message();
      around
          .listener()
          .taskProgress(running.entry.task.id(), message.fraction(), message.message());
    }
  }

  @Override
  public void log(FromWorker.Log message) {
    String task = message.task() == null ? "" : "task " + message.task() + ": ";
    around.log().log(Level.DEBUG, worker.key + ": " + task + message.message());
  }

  @Override
  public void heartbeat(FromWorker.Heartbeat message) {
    desks.recycling().heard(worker, message.memory(), now);
  }

  @Override
  public void submitTask(FromWorker.SubmitTask message) {
    desks.nested().submit(worker, message);
  }

  @Override
  public void sharedCall(FromWorker.SharedCallRequest message) {
    desks.shared().call(worker.member, message.id(), message.call(), reply(message.id()));
  }

  @Override
  public void sharedCancel(FromWorker.SharedCancel message) {
    desks.shared().cancel(worker.member, message.request());
  }

  private Reply reply(RequestId id) {
    return new WorkerReply(worker, id, desks.codec());
  }

  private void complain(String what) {
    around.log().log(Level.WARNING, StopLadder.describe(worker) + ": " + what);
  }
}
