package dev.reeve.supervisor.process;

import dev.reeve.protocol.FromWorker;
import java.util.List;

/** A fact about one worker's process. Immutable; {@link WorkerEvents} says in which order. */
public sealed interface WorkerEvent {

  /**
   * Hands this event to the method of {@code handler} made for it, so that a missing case does not
   * compile.
   *
   * @param worker the worker that the event is about, as the handler knows it
   */
  <W> void deliverTo(Handler<W> handler, W worker);

  /**
   * One method for each kind of event.
   *
   * @param <W> what the handler knows a worker by
   */
  interface Handler<W> {
    void started(W worker, Started event);

    void startFailed(W worker, StartFailed event);

    void said(W worker, Said event);

    void saidAtEnd(W worker, SaidAtEnd event);

    void protocolBroken(W worker, ProtocolBroken event);

    void heapExhausted(W worker, HeapExhausted event);

    void joined(W worker, Joined event);
  }

  /** The process runs. The first event of a worker unless its process could not be started. */
  record Started(long pid) implements WorkerEvent {
    @Override
    public <W> void deliverTo(Handler<W> handler, W worker) {
      handler.started(worker, this);
    }
  }

  /** The process could not be started. The last event of its worker. */
  record StartFailed(StartFailure failure) implements WorkerEvent {
    @Override
    public <W> void deliverTo(Handler<W> handler, W worker) {
      handler.startFailed(worker, this);
    }
  }

  /**
   * Messages that arrived together.
   *
   * @param messages in the order in which the worker sent them; never empty
   */
  record Said(List<FromWorker> messages) implements WorkerEvent {
    @Override
    public <W> void deliverTo(Handler<W> handler, W worker) {
      handler.said(worker, this);
    }
  }

  /**
   * Messages that the process had not yet written when it ended. Comes right before {@link Joined}.
   *
   * @param messages never empty; some of them may have come before, in {@link Said}
   */
  record SaidAtEnd(List<FromWorker> messages) implements WorkerEvent {
    @Override
    public <W> void deliverTo(Handler<W> handler, W worker) {
      handler.saidAtEnd(worker, this);
    }
  }

  /**
   * The supervisor and the worker cannot talk any more: the worker's output cannot be followed, or
   * it has closed a stream and lives on, or it does not read its input. Comes once at most;
   * messages may still follow.
   *
   * @param why with the worker as "it"
   */
  record ProtocolBroken(String why) implements WorkerEvent {
    @Override
    public <W> void deliverTo(Handler<W> handler, W worker) {
      handler.protocolBroken(worker, this);
    }
  }

  /**
   * The supervisor has no memory for what goes to the worker or comes from it. That is no fault of
   * the worker.
   */
  record HeapExhausted(OutOfMemoryError cause) implements WorkerEvent {
    @Override
    public <W> void deliverTo(Handler<W> handler, W worker) {
      handler.heapExhausted(worker, this);
    }
  }

  /**
   * The process has ended, and its output was read to the end or given up on. The last event of its
   * worker.
   */
  record Joined(WorkerExit exit) implements WorkerEvent {
    @Override
    public <W> void deliverTo(Handler<W> handler, W worker) {
      handler.joined(worker, this);
    }
  }
}
