package dev.reeve.supervisor.serve.queue;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** The listeners of a queue. Thread-safe. */
final class QueueListeners {
  private final List<QueueListener> listeners = new CopyOnWriteArrayList<>();

  void add(QueueListener listener) {
    listeners.add(listener);
  }

  /** Tells all; one that throws is reported, and changes nothing. */
  void tell(Consumer<QueueListener> event) {
    for (QueueListener listener : listeners) {
      try {
        event.accept(listener);
      } catch (RuntimeException e) {
        Thread thread = Thread.currentThread();
        thread.getUncaughtExceptionHandler().uncaughtException(thread, e);
      }
    }
  }
}
