package dev.reeve.supervisor.relay;

import dev.reeve.supervisor.model.SupervisorListener;
import dev.reeve.supervisor.model.SupervisorLog;
import dev.reeve.supervisor.model.SupervisorLog.Level;
import dev.reeve.supervisor.model.WorkerReport;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;

/**
 * Tells a listener from a thread of its own, so that whoever has something to tell never waits. Of
 * progress only so much may wait; workers are few, so of them everything is told.
 */
public final class ListenerRelay implements SupervisorListener {
  private static final int MOST_PROGRESS_WAITING = 10_000;
  private static final long CLOSE_MILLIS = 10_000;

  /** Nothing is told after it. */
  private static final class End implements Runnable {
    @Override
    public void run() {}
  }

  private final LinkedBlockingQueue<Runnable> waiting = new LinkedBlockingQueue<>();
  private final SupervisorListener target;
  private final SupervisorLog log;
  private final Thread thread = new Thread(this::run, "reeve-listener");

  public ListenerRelay(SupervisorListener target, SupervisorLog log) {
    this.target = target;
    this.log = log;
    thread.setDaemon(true);
  }

  /** Starts the thread. */
  public void start() {
    thread.start();
  }

  @Override
  public void workerStarted(Worker worker) {
    waiting.add(() -> target.workerStarted(worker));
  }

  @Override
  public void workerReady(Worker worker) {
    waiting.add(() -> target.workerReady(worker));
  }

  @Override
  public void workerExited(WorkerReport report) {
    waiting.add(() -> target.workerExited(report));
  }

  @Override
  public void taskProgress(String taskId, double fraction, @Nullable String message) {
    if (waiting.size() < MOST_PROGRESS_WAITING) {
      waiting.add(() -> target.taskProgress(taskId, fraction, message));
    }
  }

  private void run() {
    try {
      for (Runnable next = waiting.take(); !(next instanceof End); next = waiting.take()) {
        tell(next);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void tell(Runnable call) {
    try {
      call.run();
    } catch (RuntimeException | Error e) {
      log.log(Level.ERROR, "a listener threw, which it should not: " + e);
    }
  }

  /** Tells what waits, for a bounded time. */
  public void close() throws InterruptedException {
    waiting.add(new End());
    if (Thread.currentThread() != thread) {
      thread.join(CLOSE_MILLIS);
    }
  }
}
