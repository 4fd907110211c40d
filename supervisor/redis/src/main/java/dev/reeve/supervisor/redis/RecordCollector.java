package dev.reeve.supervisor.redis;

import dev.reeve.json.Json;
import dev.reeve.text.Counts;
import dev.reeve.text.Printable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.StreamEntryID;

/**
 * The records of the tasks that were submitted to one server: a thread waits for notices of their
 * ends, reads the records, and looks now and then for tasks whose notice, or which themselves, got
 * lost.
 */
final class RecordCollector {

  /** Records that are read at once, which are as long as the results of tasks. */
  private static final int MOST_RECORDS = 100;

  private static final Duration WAIT = Duration.ofSeconds(1);

  /** Time after which an accepted task is looked for, in case that its notice or it got lost. */
  private static final long LOOK_NANOS = TimeUnit.SECONDS.toNanos(15);

  private final SubmitCalls calls;
  private final SubmittedTasks tasks;
  private final Consumer<String> messages;
  private final Submitter submitter;
  private final ServerThread thread;
  private StreamEntryID lastNotice = new StreamEntryID(0, 0);
  private long lastLook = System.nanoTime();
  private volatile boolean started;

  /**
   * @param submitter gets tasks again that the server has lost
   */
  RecordCollector(
      SubmitCalls calls,
      SubmittedTasks tasks,
      Consumer<String> messages,
      ServerHealth health,
      Submitter submitter) {
    this.calls = calls;
    this.tasks = tasks;
    this.messages = messages;
    this.submitter = submitter;
    this.thread = new ServerThread("reeve-broker-records", health, this::collect);
  }

  void start() {
    started = true;
    thread.start();
  }

  /** Waits for notices of ended tasks, and delivers their records. */
  private void collect() throws BrokerException {
    try {
      collectNotices();
    } catch (BrokerException e) {
      lastLook = System.nanoTime() - LOOK_NANOS; // a server that comes back may have lost tasks
      throw e;
    }
  }

  private void collectNotices() throws BrokerException {
    List<SubmitCalls.Notice> notices = calls.await(lastNotice, WAIT);
    if (!notices.isEmpty()) {
      for (int from = 0; from < notices.size(); from += MOST_RECORDS) {
        int end = Math.min(notices.size(), from + MOST_RECORDS);
        deliver(notices.subList(from, end).stream().map(SubmitCalls.Notice::id).toList());
      }
      lastNotice = notices.get(notices.size() - 1).entry();
      calls.remove(notices);
    }
    long now = System.nanoTime();
    boolean mayBeTold = notices.size() == SubmitCalls.MOST_NOTICES; // there may be more
    if (now - lastLook >= LOOK_NANOS && !mayBeTold) {
      lastLook = now;
      lookForLost();
    }
  }

  private void deliver(List<String> ids) throws BrokerException {
    List<@Nullable Json> records = calls.records(ids);
    for (int i = 0; i < ids.size(); i++) {
      Json record = records.get(i);
      if (record != null) {
        tasks.recorded(ids.get(i), record);
      } else {
        recordless(ids.get(i));
      }
    }
  }

  /** Ends a task whose record has expired before it could be read: it must not run again. */
  private void recordless(String id) throws BrokerException {
    SubmittedTask task = tasks.get(id);
    if (task != null && calls.lookFor(List.of(id)).get(0).standing() == SubmitCalls.Standing.GONE) {
      tasks.ended(task, SubmittedTasks.expired(task));
    }
  }

  /** Finds records whose notice got lost, and sends tasks again that the server has lost. */
  private void lookForLost() throws BrokerException {
    List<SubmittedTask> accepted = new ArrayList<>();
    for (SubmittedTask each : tasks.all()) {
      if (each.isAccepted() && each.server() == submitter) {
        accepted.add(each);
      }
    }
    List<SubmittedTask> gone = new ArrayList<>();
    for (int from = 0; from < accepted.size(); from += MOST_RECORDS) {
      look(accepted.subList(from, Math.min(accepted.size(), from + MOST_RECORDS)), gone);
    }
    submitAgain(gone);
  }

  private void look(List<SubmittedTask> some, List<SubmittedTask> gone) throws BrokerException {
    List<SubmitCalls.Found> found = calls.lookFor(some.stream().map(SubmittedTask::id).toList());
    for (int i = 0; i < some.size(); i++) {
      SubmittedTask task = some.get(i);
      boolean isLost = found.get(i).standing() == SubmitCalls.Standing.LOST;
      found(task, isLost ? calls.endLost(task.id(), task.recordIfLost()) : found.get(i), gone);
    }
  }

  private void found(SubmittedTask task, SubmitCalls.Found found, List<SubmittedTask> gone) {
    if (found.record() != null) {
      tasks.recorded(task.id(), found.record());
    } else if (found.standing() == SubmitCalls.Standing.GONE) {
      gone.add(task);
    }
  }

  /** Submits tasks again of which the server knows nothing. */
  private void submitAgain(List<SubmittedTask> gone) {
    if (gone.isEmpty()) {
      return;
    }
    messages.accept(
        "the broker %s has lost %s, such as %s; submitting again"
            .formatted(
                calls.server(),
                Counts.of(gone.size(), "task"),
                Printable.escaped(gone.get(0).id())));
    for (SubmittedTask each : gone) {
      each.setAccepted(false);
      submitter.add(each);
    }
  }

  /** Ends the thread soon. */
  void stop() {
    thread.stop();
    if (started) {
      wake();
    }
  }

  /** Ends the wait in the server, which nothing else ends early. */
  private void wake() {
    try {
      calls.notifySelf();
    } catch (BrokerException e) {
      // it ends by itself
    }
  }

  /** Waits for the end of the thread, and removes what the server keeps for it. */
  void join(Duration limit) throws InterruptedException {
    thread.join(limit);
    if (started) {
      leave();
    }
  }

  private void leave() {
    try {
      calls.leave();
    } catch (BrokerException e) {
      // it expires
    }
  }
}
