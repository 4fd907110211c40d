package dev.reeve.supervisor.process;

/**
 * Receiver of the events of worker processes. Called from the processes' own threads, so an
 * implementation only passes events on. The events of one key come one after the other, but not
 * always from the same thread.
 */
@FunctionalInterface
public interface WorkerEvents {
  void accept(WorkerKey key, WorkerEvent event);
}
