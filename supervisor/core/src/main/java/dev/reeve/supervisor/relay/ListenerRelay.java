package dev.reeve.supervisor.relay;

import dev.reeve.supervisor.model.BatchRelease;
import dev.reeve.supervisor.model.SupervisorListener;
import dev.reeve.supervisor.model.SupervisorLog;
import dev.reeve.supervisor.model.SupervisorLog.Level;
import dev.reeve.supervisor.model.TaskAttempt;
import dev.reeve.supervisor.model.TaskAttemptEnd;
import dev.reeve.supervisor.model.TaskResult;
import dev.reeve.supervisor.model.WorkerLine;
import dev.reeve.supervisor.model.WorkerReport;
import java.time.Duration;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The thread that calls a listener, so that the engine never waits for it. Progress, lines and
 * events of tasks are dropped if too many calls wait, so that a slow listener cannot fill the heap.
 * Events of workers are never dropped, because workers are few.
 */
public final class ListenerRelay implements SupervisorListener {
  private static final int MOST_PROGRESS_WAITING = 10_000;
  private static final int MOST_LINES_WAITING = 1_000; // of 8 KiB at most
  private static final int MOST_TASK_EVENTS_WAITING = 200_000; // of some 100 bytes
  private static final long CLOSE_MILLIS = 10_000;

  /** The last entry of the queue. */
  private static final class End implements Runnable {
    @Override
    public void run() {}
  }

  private final LinkedBlockingQueue<Runnable> waiting = new LinkedBlockingQueue<>();
  private final AtomicLong droppedLines = new AtomicLong();
  private final AtomicLong droppedTaskEvents = new AtomicLong();
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
  public void restartsPaused(int slot, Duration pause, String reason) {
    waiting.add(() -> target.restartsPaused(slot, pause, reason));
  }

  @Override
  public void workerWrote(WorkerLine line) {
    if (waiting.size() < MOST_LINES_WAITING) {
      waiting.add(() -> target.workerWrote(line));
    } else {
      droppedLines.incrementAndGet();
    }
  }

  @Override
  public void taskProgress(String taskId, double fraction, @Nullable String message) {
    if (waiting.size() < MOST_PROGRESS_WAITING) {
      waiting.add(() -> target.taskProgress(taskId, fraction, message));
    }
  }

  @Override
  public void batchReleased(String handler, int items, BatchRelease why) {
    addOfTask(() -> target.batchReleased(handler, items, why));
  }

  @Override
  public boolean hearsTasks() {
    return target.hearsTasks();
  }

  @Override
  public void attemptStarted(TaskAttempt attempt) {
    addOfTask(() -> target.attemptStarted(attempt));
  }

  @Override
  public void attemptEnded(TaskAttemptEnd end) {
    addOfTask(() -> target.attemptEnded(end));
  }

  @Override
  public void taskEnded(TaskResult result) {
    addOfTask(() -> target.taskEnded(result));
  }

  private void addOfTask(Runnable call) {
    if (waiting.size() < MOST_TASK_EVENTS_WAITING) {
      waiting.add(call);
    } else if (droppedTaskEvents.getAndIncrement() == 0) {
      log.log(
          Level.WARNING,
          "events of tasks are dropped, because the listener is too slow and %d calls wait for it"
              .formatted(MOST_TASK_EVENTS_WAITING));
    }
  }

  private void run() {
    try {
      for (Runnable next = waiting.take(); !(next instanceof End); next = waiting.take()) {
        deliver(next);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void deliver(Runnable call) {
    try {
      call.run();
    } catch (RuntimeException | Error e) {
      log.log(Level.ERROR, "a listener threw an exception, which it must not: " + e);
    }
  }

  /** Makes the waiting calls, for 10 s at most. */
  public void close() throws InterruptedException {
    close(CLOSE_MILLIS);
  }

  /** Makes the waiting calls, for that time at most. */
  public void close(long millis) throws InterruptedException {
    waiting.add(new End());
    reportDropped(droppedLines.get(), "lines of workers");
    reportDropped(droppedTaskEvents.get(), "events of tasks");
    if (Thread.currentThread() != thread) {
      thread.join(millis);
    }
  }

  private void reportDropped(long count, String what) {
    if (count > 0) {
      log.log(
          Level.WARNING, count + " " + what + " were dropped, because the listener was too slow");
    }
  }
}
