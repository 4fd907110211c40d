package dev.reeve.supervisor.engine;

import dev.reeve.protocol.ErrorData;
import dev.reeve.protocol.FromWorker;
import dev.reeve.protocol.InitializeResult;
import dev.reeve.protocol.MessageCodec;
import dev.reeve.protocol.Protocol;
import dev.reeve.protocol.ProtocolException;
import dev.reeve.protocol.RequestId;
import dev.reeve.protocol.RpcError;
import dev.reeve.supervisor.SupervisorLog;
import dev.reeve.supervisor.SupervisorLog.Level;
import dev.reeve.supervisor.TaskError;
import dev.reeve.supervisor.TaskStatus;
import dev.reeve.supervisor.shared.Reply;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What each message of one worker means. */
final class WorkerMessages implements FromWorker.Receiver {
  private final Worker worker;
  private final Pool pool;
  private final long now;
  private final Instant wall;
  private final MessageCodec codec;
  private final SupervisorLog log;

  /**
   * @param now when the messages came, and {@code wall} the same by the clock on the wall
   */
  WorkerMessages(
      Worker worker, Pool pool, long now, Instant wall, MessageCodec codec, SupervisorLog log) {
    this.worker = worker;
    this.pool = pool;
    this.now = now;
    this.wall = wall;
    this.codec = codec;
    this.log = log;
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
        ended(attempt, successUnlessLate(attempt, message));
        replaceIfInterrupted(attempt);
      }
    }
  }

  /** The process's own threads have put the answer into the log. */
  private boolean isDiagnosis(RequestId request) {
    return worker.diagnosed && request.equals(Worker.DIAGNOSE);
  }

  private static Outcome successUnlessLate(Attempt attempt, FromWorker.Success message) {
    if (attempt.cancel == Attempt.Cancel.TIME_LIMIT) {
      return timedOut(attempt);
    }
    return attempt.cancel == Attempt.Cancel.CALLER
        ? Outcome.failure(TaskStatus.CANCELLED, TaskEntry.CANCELLED)
        : Outcome.success(message.result());
  }

  private void initialized(FromWorker.Success message) {
    if (worker.wasReady) {
      complain("it answered initialize again");
      return;
    }
    try {
      InitializeResult result = codec.readInitializeResult(message.result());
      if (result.protocolVersion() != Protocol.VERSION) {
        refused(
            "it speaks protocol version " + result.protocolVersion() + ", not " + Protocol.VERSION);
        return;
      }
      pool.becameReady(worker);
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
      pool.hookFailed(worker, toTaskError(error), error.message());
    } else {
      pool.refusedToStart(worker, error.message());
    }
  }

  private void saidGoodbye(FromWorker.Success message) {
    if (worker.step == null || worker.step == StopStep.FINISH_TASK) {
      complain("it answered shutdown, which it was not asked");
      return;
    }
    worker.saidGoodbye = true;
    try {
      worker.remember(codec.readShutdownResult(message.result()).memory(), now);
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
      pool.cameBack(worker, attempt, now);
      return;
    }
    ended(attempt, failureOf(attempt, error));
    replaceIfInterrupted(attempt);
    ErrorData data = error.data();
    if (data != null && data.fatal()) {
      pool.recycle(
          worker, "a handler threw " + data.type() + " under task " + attempt.entry.task.id());
    }
  }

  /**
   * A handler that was interrupted half-way may have left anything behind: the next starts anew.
   */
  private void replaceIfInterrupted(Attempt attempt) {
    if (attempt.cancel == Attempt.Cancel.CALLER && attempt.started()) {
      pool.recycle(worker, "task " + attempt.entry.task.id() + " was cancelled while it ran");
    }
  }

  private Outcome failureOf(Attempt attempt, RpcError error) {
    if (attempt.cancel == null) {
      return Outcome.failure(TaskStatus.FAILED, toTaskError(error));
    }
    return switch (attempt.cancel) {
      case TIME_LIMIT -> timedOut(attempt);
      case CALLER, RUN_STOPS -> Outcome.failure(TaskStatus.CANCELLED, toTaskError(error));
      case WORKER_UNHEALTHY -> endedWithWorker(attempt, toTaskError(error));
    };
  }

  /** What failed because its worker was being ended says how that ended it, which is no cause. */
  private Outcome endedWithWorker(Attempt attempt, TaskError last) {
    attempt.entry.deaths++;
    String cause = WorkerEnd.of(worker).sentence() + "; the task's last word: " + last.message();
    return Outcome.failure(
        TaskStatus.CRASHED,
        new TaskError("WorkerCrashed", cause, last.stack(), null, null, last.stderrTail()));
  }

  private static TaskError toTaskError(RpcError error) {
    ErrorData data = error.data();
    if (data == null) {
      return TaskError.of("RpcError" + error.code(), error.message());
    }
    String message = data.message() == null ? error.message() : data.message();
    return new TaskError(
        data.type(), message, data.stack(), data.exitCode(), data.signal(), data.stderrTail());
  }

  /** The outcome of an attempt that passed its time limit. */
  static Outcome timedOut(Attempt attempt) {
    Duration limit = attempt.entry.task.policy().timeout();
    return Outcome.failure(
        TaskStatus.TIMED_OUT,
        TaskError.of("TimedOut", "the time limit of " + Words.duration(limit) + " has passed"));
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
    pool.answered(worker, attempt, outcome, now);
  }

  @Override
  public void taskStarted(FromWorker.TaskStarted message) {
    Attempt attempt = worker.next(message.request());
    if (attempt == null) {
      complain("it says that it started request " + message.request() + ", which is not its next");
      return;
    }
    worker.started(attempt, wall, now);
    pool.startedTask(worker, attempt, now);
  }

  @Override
  public void taskProgress(FromWorker.TaskProgress message) {
    Attempt running = worker.running();
    if (running != null && running.request.equals(message.request())) {
      long percent = Math.round(message.fraction() * 100);
      worker.progress =
          message.message() == null ? percent + " %" : percent + " % " + message.message();
      pool.listener.taskProgress(running.entry.task.id(), message.fraction(), message.message());
    }
  }

  @Override
  public void log(FromWorker.Log message) {
    String task = message.task() == null ? "" : "task " + message.task() + ": ";
    log.log(Level.DEBUG, worker.key + ": " + task + message.message());
  }

  @Override
  public void heartbeat(FromWorker.Heartbeat message) {
    pool.heardMemory(worker, message.memory());
  }

  @Override
  public void submitTask(FromWorker.SubmitTask message) {
    pool.nested.submit(worker, message);
  }

  @Override
  public void sharedCall(FromWorker.SharedCallRequest message) {
    pool.shared().call(worker.member, message.id(), message.call(), reply(message.id()));
  }

  @Override
  public void sharedCancel(FromWorker.SharedCancel message) {
    pool.shared().cancel(worker.member, message.request());
  }

  private Reply reply(RequestId id) {
    return new WorkerReply(worker, id, codec);
  }

  private void complain(String what) {
    log.log(Level.WARNING, StopLadder.describe(worker) + ": " + what);
  }
}
