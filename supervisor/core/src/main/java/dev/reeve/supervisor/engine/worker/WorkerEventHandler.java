package dev.reeve.supervisor.engine.worker;

import dev.reeve.protocol.FromWorker;
import dev.reeve.supervisor.model.SupervisorLog;
import dev.reeve.supervisor.model.SupervisorLog.Level;
import dev.reeve.supervisor.process.WorkerEvent;
import java.util.List;

/** Handles the events of processes, on the loop's thread. */
final class WorkerEventHandler implements WorkerEvent.Handler<Worker> {
  private static final SupervisorLog NOBODY = (level, message) -> {};

  private final MessageReceivers desks;
  private final WorkerExits departures;
  private final EngineContext around;

  WorkerEventHandler(MessageReceivers desks, WorkerExits departures, EngineContext around) {
    this.desks = desks;
    this.departures = departures;
    this.around = around;
  }

  @Override
  public void started(Worker worker, WorkerEvent.Started event) {
    worker.pid = event.pid();
    around.listener().workerStarted(worker.told());
    around.log().log(Level.DEBUG, StopLadder.describe(worker) + " started");
  }

  @Override
  public void said(Worker worker, WorkerEvent.Said event) {
    long now = now();
    desks.watch().heard(worker, now);
    WorkerMessages receiver = receiver(worker, now, around);
    for (FromWorker message : event.messages()) {
      message.deliverTo(receiver);
    }
  }

  @Override
  public void saidAtEnd(Worker worker, WorkerEvent.SaidAtEnd event) {
    saidAtEnd(worker, event.messages());
  }

  /**
   * As {@link #said}, and what is there for the second time is nothing to complain of. Requests are
   * left out: they may have been carried out before, and nobody waits for them.
   */
  void saidAtEnd(Worker worker, List<FromWorker> messages) {
    WorkerMessages receiver = receiver(worker, now(), around.withLog(NOBODY));
    for (FromWorker message : messages) {
      if (!isRequest(message)) {
        message.deliverTo(receiver);
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
  public void protocolBroken(Worker worker, WorkerEvent.ProtocolBroken event) {
    desks.watch().unhealthy(worker, event.why(), now());
  }

  @Override
  public void startFailed(Worker worker, WorkerEvent.StartFailed event) {
    departures.startFailed(worker, event.failure(), now());
  }

  @Override
  public void joined(Worker worker, WorkerEvent.Joined event) {
    departures.joined(worker, event.exit(), now());
  }

  private long now() {
    return around.clock().nanos();
  }
}
