package dev.reeve.supervisor.serve.queue;

import dev.reeve.supervisor.model.TaskStatus;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** All tasks of a queue, their states and the bounds. Thread-safe, by one lock. */
final class TaskTable {
  private static final Comparator<QueuedTask> FIRST_TO_RUN =
      Comparator.comparingInt(QueuedTask::priority)
          .reversed()
          .thenComparingLong(QueuedTask::number);

  private final InstantSource clock;
  private final Map<String, QueuedTask> byId = new HashMap<>();
  private final TaskList accepted = new TaskList();
  private final NavigableSet<QueuedTask> waiting = new TreeSet<>(FIRST_TO_RUN);
  private final QueueUse use;
  private final EndedTasks ended;
  private final Map<TaskStatus, Long> endedCounts = new EnumMap<>(TaskStatus.class);
  private final QueueListeners listeners = new QueueListeners();
  private Consumer<QueuedTask> onForget = task -> {};

  private long running;
  private long givenBack;
  private long lastNumber;
  private boolean accepting = true;
  private boolean finishing;
  private boolean readingStopped;
  private boolean stopped;

  TaskTable(QueueBounds bounds, InstantSource clock) {
    this.clock = clock;
    this.use = new QueueUse(bounds);
    this.ended = new EndedTasks(bounds, use.disk());
  }

  /**
   * Takes over tasks of an earlier server.
   *
   * @param tasks in their order
   * @param last highest number that a task had
   * @param forget told, under the lock, of tasks that are in a file and are forgotten
   */
  synchronized void restore(List<QueuedTask> tasks, long last, Consumer<QueuedTask> forget) {
    onForget = forget;
    lastNumber = last;
    for (QueuedTask task : tasks) {
      byId.put(task.id(), task);
      accepted.add(task);
      if (task.state() != TaskState.ENDED) {
        use.add(task);
        waiting.add(task);
      }
    }
    tasks.stream()
        .filter(task -> task.state() == TaskState.ENDED)
        .sorted(Comparator.comparingLong(QueuedTask::endedAtMillis))
        .forEach(ended::add);
    forgetSurplus();
  }

  /** Returns the use of the disk by tasks that are durable. */
  DiskUse disk() {
    return use.disk();
  }

  void listen(QueueListener listener) {
    listeners.add(listener);
  }

  /**
   * Makes room for a new task.
   *
   * @return null if its id is taken
   */
  synchronized @Nullable QueuedTask admit(Submission submission, boolean durable)
      throws QueueFullException, QueueClosedException {
    forgetSurplus();
    if (byId.containsKey(submission.id())) {
      return null;
    }
    if (!accepting) {
      throw new QueueClosedException("the queue accepts no more tasks: the server is stopping");
    }
    use.requireRoom(TaskContent.bytes(submission.task()), durable);
    QueuedTask task =
        new QueuedTask(
            TaskContent.numbered(submission.task(), ++lastNumber), durable, clock.millis());
    byId.put(task.id(), task);
    use.add(task);
    return task;
  }

  private void removeLive(QueuedTask task) {
    use.remove(task);
    notifyAll();
  }

  /** Lets an admitted task wait; returns false if that is in vain, after {@link #stop}. */
  synchronized boolean accept(QueuedTask task) {
    accepted.add(task);
    waiting.add(task);
    notifyAll();
    listeners.tell(each -> each.accepted(task));
    return !stopped;
  }

  /** Gives up an admitted task. */
  synchronized void refuse(QueuedTask task) {
    byId.remove(task.id(), task);
    removeLive(task);
  }

  /** Takes the next task; waits for it. Returns null after the last one. */
  synchronized @Nullable QueuedTask take() throws InterruptedException {
    while (!readingStopped) {
      QueuedTask task = waiting.pollFirst();
      if (task != null) {
        task.setTaken(true);
        running++;
        listeners.tell(each -> each.started(task));
        return task;
      }
      if (finishing && use.tasks() == running + givenBack) {
        return null;
      }
      wait();
    }
    throw new InterruptedException();
  }

  /** Takes a task out that waits, so that it can be ended; null if it does not wait. */
  synchronized @Nullable QueuedTask claimWaiting(String id) {
    QueuedTask task = byId.get(id);
    return task != null && waiting.remove(task) ? task : null;
  }

  /** Returns a task to those that wait, but for another server. */
  synchronized void giveBack(QueuedTask task) {
    if (task.state() == TaskState.RUNNING) {
      task.setTaken(false);
      running--;
      givenBack++;
      notifyAll();
    }
  }

  /**
   * Ends a task, after which {@link QueuedTask#end()} must be completed.
   *
   * @return false if it has ended before
   */
  synchronized boolean end(EndedRecord record, StoredJson stored) {
    QueuedTask task = record.task();
    if (task.state() == TaskState.ENDED) {
      return false;
    }
    waiting.remove(task);
    if (task.state() == TaskState.RUNNING) {
      running--;
    }
    removeLive(task);
    task.endAs(new Ending(record.status(), clock.millis(), stored));
    endedCounts.merge(record.status(), 1L, Long::sum);
    ended.add(task);
    listeners.tell(each -> each.ended(task, record.json()));
    forgetSurplus();
    return true;
  }

  private void forgetSurplus() {
    QueuedTask old;
    while ((old = ended.pollSurplus(clock.millis())) != null) {
      byId.remove(old.id(), old);
      accepted.remove(old);
      if (old.durable()) {
        onForget.accept(old);
      }
    }
  }

  /** Returns the task with that id, also one that is not accepted yet; null if there is none. */
  synchronized @Nullable QueuedTask lookUp(String id) {
    forgetSurplus();
    return byId.get(id);
  }

  /** Returns the accepted task with that number; null if there is none. */
  @Nullable QueuedTask get(long number) {
    return accepted.get(number);
  }

  /** Returns the list of accepted tasks without those that are too old. */
  TaskList list() {
    synchronized (this) {
      forgetSurplus();
    }
    return accepted;
  }

  synchronized void stopAccepting() {
    accepting = false;
  }

  /** Accepts no more tasks; {@link #take} returns null after the last one. */
  synchronized void finish() {
    accepting = false;
    finishing = true;
    notifyAll();
  }

  synchronized void stopReading() {
    readingStopped = true;
    notifyAll();
  }

  /** Accepts and hands out nothing more, and returns the tasks that have not ended. */
  synchronized List<QueuedTask> stop() {
    stopped = true;
    stopAccepting();
    stopReading();
    List<QueuedTask> left = new ArrayList<>();
    accepted.forEach(
        task -> {
          if (task.state() != TaskState.ENDED) {
            left.add(task);
          }
        });
    return left;
  }

  synchronized QueueCounts counts() {
    forgetSurplus();
    return new QueueCounts(
        accepted.size() - ended.size() - running,
        running,
        use.bytes(),
        ended.size(),
        ended.bytes(),
        use.disk().bytes(),
        endedCounts);
  }
}
