package dev.reeve.supervisor.results;

import dev.reeve.json.JsonWriter;
import dev.reeve.supervisor.model.RunSummary;
import dev.reeve.supervisor.model.SupervisorListener;
import dev.reeve.supervisor.model.TaskAttempt;
import dev.reeve.supervisor.model.TaskAttemptEnd;
import dev.reeve.supervisor.model.TaskResult;
import dev.reeve.supervisor.model.WorkerReport;
import java.io.IOException;
import java.time.Instant;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The log of a run's events. It hears them as the pool's listener, and a thread of its own, {@code
 * reeve-events}, writes them as soon as it can. As an output of the run it holds back the results
 * that the events lag too far behind, so that memory stays bounded however slow the log is.
 */
public final class EventLog implements SupervisorListener, RecordOutput {
  /** Most tasks whose result may be ahead of its event. */
  private static final int MOST_BEHIND = 8_192;

  /** Most bytes that wait for the thread. */
  private static final int MOST_BYTES = 1 << 20;

  private final EventTarget target;
  private final Supplier<Instant> clock;
  private final EventLines lines = new EventLines();
  private final Thread thread = new Thread(this::run, "reeve-events");

  // all below is guarded by this object's lock, but for the buffer that the thread writes
  private JsonWriter filling = new JsonWriter();
  private JsonWriter writing = new JsonWriter();
  private long endedTasks;
  private long results;
  private boolean closed;
  private boolean idle;
  private @Nullable IOException failure;
  private boolean told;

  /** Starts the thread. */
  EventLog(EventTarget target, Supplier<Instant> clock) {
    this.target = target;
    this.clock = clock;
    thread.setDaemon(true);
    thread.start();
  }

  /** Returns a log that writes to this target. */
  public static EventLog to(EventTarget target) {
    return new EventLog(target, Instant::now);
  }

  private interface Line {
    void write(Instant now, JsonWriter out);
  }

  /** Adds lines. Waits if too many wait already. */
  private synchronized void add(Line line) {
    while (filling.length() > MOST_BYTES && failure == null && !closed) {
      await();
    }
    if (failure == null && !closed) {
      line.write(clock.get(), filling);
      if (idle) {
        notifyAll();
      }
    }
  }

  @SuppressWarnings("WaitNotInLoop") // its callers loop
  private void await() {
    try {
      wait();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      closed = true; // its caller is to end at once
    }
  }

  /** Adds the first line. */
  public void runStarted(RunStart start) {
    add((now, out) -> lines.runStarted(start, now, out));
  }

  /** Adds the last line. */
  public void runEnded(RunSummary summary, int exitCode) {
    add((now, out) -> lines.runEnded(summary, exitCode, now, out));
  }

  @Override
  public boolean hearsTasks() {
    return true;
  }

  @Override
  public void workerStarted(Worker worker) {
    add((now, out) -> lines.workerStarted(worker, now, out));
  }

  @Override
  public void workerExited(WorkerReport report) {
    add((now, out) -> lines.workerExited(report, now, out));
  }

  @Override
  public void attemptStarted(TaskAttempt attempt) {
    add((now, out) -> lines.attemptStarted(attempt, now, out));
  }

  @Override
  public void attemptEnded(TaskAttemptEnd end) {
    add((now, out) -> lines.attemptEnded(end, now, out));
  }

  @Override
  public void taskEnded(TaskResult result) {
    add((now, out) -> lines.taskEnded(result, now, out));
    synchronized (this) {
      endedTasks++;
      notifyAll();
    }
  }

  private void run() {
    try {
      for (JsonWriter batch = next(); batch != null; batch = next()) {
        target.write(batch.view());
        batch.clear();
      }
    } catch (IOException e) {
      fail(e);
    }
  }

  /** Waits for lines; returns null at the end. */
  private synchronized @Nullable JsonWriter next() {
    while (filling.length() == 0 && !closed) {
      idle = true;
      await();
    }
    idle = false;
    if (filling.length() == 0) {
      return null;
    }
    JsonWriter batch = filling;
    filling = writing;
    writing = batch;
    notifyAll();
    return batch;
  }

  private synchronized void fail(IOException cause) {
    failure = cause;
    notifyAll();
  }

  /** Waits until the events are near enough behind the results. */
  @Override
  public synchronized void write(RecordBatch batch) throws IOException {
    results += batch.results().size();
    while (results - endedTasks > MOST_BEHIND && failure == null && !closed) {
      await();
    }
    tellFailure();
  }

  private synchronized void tellFailure() throws IOException {
    if (failure != null) {
      told = true;
      throw failure;
    }
  }

  @Override
  public void sync() throws IOException {
    tellFailure();
  }

  @Override
  public OutputFailure failure(IOException cause) {
    return target.failure(cause);
  }

  /** Does nothing: the last events come after the last results. */
  @Override
  public void close() {}

  /**
   * Writes what is left and closes the target, after {@link #runEnded}.
   *
   * @param limitMillis longest wait for a target that stalls; 0 for none
   * @return the failure, unless the run was told of it before; null if all was written
   */
  public @Nullable OutputFailure end(long limitMillis) throws InterruptedException {
    synchronized (this) {
      closed = true;
      notifyAll();
    }
    thread.join(limitMillis);
    try {
      if (thread.isAlive()) {
        throw new IOException("it takes no more");
      }
      if (!told) {
        tellFailure();
        target.close();
      }
      return null;
    } catch (IOException e) {
      return target.failure(e);
    }
  }
}
