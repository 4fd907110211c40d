package dev.reeve.supervisor.cli;

import dev.reeve.supervisor.model.SupervisorListener;
import dev.reeve.supervisor.model.TaskAttempt;
import dev.reeve.supervisor.model.TaskResult;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The thread {@code reeve-outputs}, which prints what commands write while they run. Workers write
 * the outputs to files, so that neither a slow reader of this run's output nor a command that
 * writes much holds up anything else; this thread looks at the files again and again. It is told
 * which tasks run as a listener of the pool; the result of a task ends its part.
 *
 * <p>It looks at an interval because no event tells of a write. A {@link
 * java.nio.file.WatchService}, which is inotify on Linux, would tell of it, but also of each single
 * write: a command that writes a line at a time would wake this thread, and a thread of the JDK,
 * tens of thousands of times a second, so that the interval would have to come back to limit that.
 * Moreover, the number of inotify instances of a user is small (128), and network file systems have
 * no such events. The thread sleeps without an interval while no command runs.
 */
final class OutputFollower implements SupervisorListener, AutoCloseable {
  private static final long INTERVAL_MILLIS = 20;
  private static final int BUFFER_BYTES = 64 << 10;

  private final RawStreams streams;
  private final Path folder;
  private final Style style;
  private final Thread thread = new Thread(this::run, "reeve-outputs");

  // all below is guarded by this object's lock; who needs both locks takes that of the streams
  // first
  private final SortedMap<Long, FollowedTask> tasks = new TreeMap<>();

  /** Tasks that are finished, before the listener has heard of their ends. */
  private final Set<Long> aheadOfEvents = new HashSet<>();

  private final Set<Long> ended = new HashSet<>();
  private long lastFinished;
  private boolean closed;
  private @Nullable IOException failure;
  private @Nullable Consumer<IOException> onFailure;

  /**
   * The choices of a user.
   *
   * @param lines whether only whole lines are printed while a command runs
   * @param tags whether each line begins with the arguments
   * @param inOrder whether the outputs of tasks follow each other in the order of the input
   */
  record Style(boolean lines, boolean tags, boolean inOrder) {}

  /**
   * @param folder of the files
   */
  OutputFollower(RawStreams streams, Path folder, Style style) {
    this.streams = streams;
    this.folder = folder;
    this.style = style;
    thread.setDaemon(true);
  }

  void start() {
    thread.start();
  }

  /** Sets who is told if standard output fails; at once, if it has failed already. */
  synchronized void onFailure(Consumer<IOException> action) {
    onFailure = action;
    if (failure != null) {
      action.accept(failure);
    }
  }

  /** Throws the failure of standard output, if it has failed. */
  synchronized void requireNoFailure() throws IOException {
    if (failure != null) {
      throw failure;
    }
  }

  @Override
  public boolean hearsTasks() {
    return true;
  }

  @Override
  public synchronized void attemptStarted(TaskAttempt attempt) {
    if (!aheadOfEvents.contains(attempt.seq()) && attempt.handler().equals("exec")) {
      task(attempt.seq(), attempt.id()).begin(attempt.number());
      notifyAll();
    }
  }

  @Override
  public synchronized void taskEnded(TaskResult result) {
    if (!aheadOfEvents.remove(result.seq()) && result.attempts() > 0) {
      ended.add(result.seq());
    }
  }

  private FollowedTask task(long seq, String id) {
    return tasks.computeIfAbsent(
        seq, unused -> new FollowedTask(id, folder, streams, style.tags()));
  }

  /** Prints what is left of a task; the caller holds the lock of the streams. */
  void finish(TaskResult result, byte[] buffer) throws IOException {
    FollowedTask task;
    synchronized (this) {
      task = task(result.seq(), result.id());
      task.begin(result.attempts());
    }
    task.finish(buffer);
    synchronized (this) {
      tasks.remove(result.seq());
      lastFinished = result.seq();
      if (result.attempts() > 0 && !ended.remove(result.seq())) {
        aheadOfEvents.add(result.seq());
      }
    }
  }

  private void run() {
    byte[] buffer = new byte[BUFFER_BYTES];
    try {
      for (List<FollowedTask> now = next(); !now.isEmpty(); now = next()) {
        synchronized (streams) {
          for (FollowedTask task : now) {
            task.copyNew(style.lines(), buffer);
          }
        }
      }
    } catch (IOException e) {
      fail(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // nobody does that
    }
  }

  /** Waits a moment for more; returns the tasks to look at, none at the end. */
  @SuppressWarnings("WaitNotInLoop") // the end of a wait is only a reason to look
  private synchronized List<FollowedTask> next() throws InterruptedException {
    wait(INTERVAL_MILLIS);
    List<FollowedTask> now = candidates();
    while (now.isEmpty() && !closed) {
      wait(tasks.isEmpty() ? 0 : INTERVAL_MILLIS);
      now = candidates();
    }
    return closed ? List.of() : now;
  }

  private List<FollowedTask> candidates() {
    if (tasks.isEmpty()) {
      return List.of();
    }
    if (!style.inOrder()) {
      return new ArrayList<>(tasks.values());
    }
    FollowedTask first = tasks.get(lastFinished + 1);
    return first == null ? List.of() : List.of(first);
  }

  private synchronized void fail(IOException cause) {
    failure = cause;
    if (onFailure != null) {
      onFailure.accept(cause);
    }
  }

  @Override
  public synchronized void close() {
    closed = true;
    notifyAll();
  }
}
