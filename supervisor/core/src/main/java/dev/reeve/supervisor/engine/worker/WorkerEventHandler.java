package dev.reeve.supervisor.engine.worker;

import dev.reeve.protocol.FromWorker;
import dev.reeve.supervisor.model.SupervisorLog;
import dev.reeve.supervisor.model.SupervisorLog.Level;
import dev.reeve.supervisor.process.StartFailure;
import dev.reeve.supervisor.process.WorkerEvents;
import dev.reeve.supervisor.process.WorkerExit;
import dev.reeve.supervisor.process.WorkerKey;
import java.util.List;

/** What processes tell, on the loop's thread; news of old generations are dropped. */
final class WorkerEventHandler implements WorkerEvents {
  private static final SupervisorLog NOBODY = (level, message) -> {};

  private final Slots slots;
  private final MessageReceivers desks;
  private final WorkerExits departures;
  private final EngineContext around;

  WorkerEventHandler(
      Slots slots, MessageReceivers desks, WorkerExits departures, EngineContext around) {
    this.slots = slots;
    this.desks = desks;
    this.departures = departures;
    this.around = around;
  }

  @Override
  public void started(WorkerKey key, long pid) {
    Worker worker = slots.find(key);
    if (worker != null) {
      worker.pid = pid;
      around.listener().workerStarted(worker.told());
      around.log().log(Level.DEBUG, StopLadder.describe(worker) + " started");
    }
  }

  @Override
  public void messages(WorkerKey key, List<FromWorker> messages) {
    Worker worker = slots.find(key);
    if (worker != null) {
      long now = now();
      desks.watch().heard(worker, now);
      WorkerMessages receiver = receiver(worker, now, around);
      for (FromWorker message : messages) {
        message.deliverTo(receiver);
      }
    }
  }

  /**
   * As {@link #messages}, and what is there for the second time is nothing to complain of. Requests
   * are left out: they may have been carried out before, and nobody waits for them.
   */
  @Override
  public void lastWords(WorkerKey key, List<FromWorker> messages) {
    Worker worker = slots.find(key);
    if (worker != null) {
      EngineContext quiet =
          new EngineContext(around.clock(), NOBODY, around.listener(), around.processors());
      WorkerMessages receiver = receiver(worker, now(), quiet);
      for (FromWorker message : messages) {
        if (!isRequest(message)) {
          message.deliverTo(receiver);
        }
      }
    }
  }

  private static boolean isRequest(FromWorker message) {
    return message instanceof FromWorker.SharedCallRequest
        || message instanceof FromWorker.SubmitTask;
  }

  private WorkerMessages receiver(Worker worker, long now, EngineContext surroundings) {
    return new WorkerMessages(worker, desks, surroundings, now);
  }

  @Override
  public void protocolBroken(WorkerKey key, String why) {
    Worker worker = slots.find(key);
    if (worker != null) {
      desks.watch().unhealthy(worker, why, now());
    }
  }

  @Override
  public void startFailed(WorkerKey key, StartFailure failure) {
    Worker worker = slots.find(key);
    if (worker != null) {
      departures.startFailed(worker, failure, now());
    }
  }

  @Override
  public void joined(WorkerKey key, WorkerExit exit) {
    Worker worker = slots.find(key);
    if (worker != null) {
      departures.joined(worker, exit, now());
    }
  }

  private long now() {
    return around.clock().nanos();
  }
}
