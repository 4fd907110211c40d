package dev.reeve.supervisor.engine.worker;

import dev.reeve.protocol.ToWorker;
import dev.reeve.supervisor.process.WorkerControl;
import java.util.ArrayList;
import java.util.List;

/** Messages to one worker, which leave together, so that its writer wakes up once for all. */
final class WorkerOutbox {
  private final WorkerControl control;
  private List<ToWorker> messages = new ArrayList<>();

  WorkerOutbox(WorkerControl control) {
    this.control = control;
  }

  /** Adds to the messages of the next {@link #deliver}. */
  void send(ToWorker message) {
    messages.add(message);
  }

  /** Hands all messages since the last call to the process. */
  void deliver() {
    if (!messages.isEmpty()) {
      List<ToWorker> all = messages;
      messages = new ArrayList<>();
      control.send(all);
    }
  }
}
