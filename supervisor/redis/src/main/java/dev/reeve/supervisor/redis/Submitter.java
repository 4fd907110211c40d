package dev.reeve.supervisor.redis;

import dev.reeve.json.Json;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import redis.clients.jedis.StreamEntryID;
import redis.clients.jedis.exceptions.JedisDataException;

/**
 * The submissions to one server: a thread sends tasks, many at a time, another hears of their ends.
 * Thread-safe.
 */
final class Submitter {
  private static final int MOST_AT_ONCE = 200;
  private static final long MOST_BYTES_AT_ONCE = 1 << 20;

  /** Records that are read at once, which are as long as the results of tasks. */
  private static final int MOST_RECORDS = 100;

  private static final Duration WAIT = Duration.ofSeconds(1);
  private static final Duration FULL_PAUSE = Duration.ofMillis(100);

  /** Time after which an accepted task is looked for, in case that its notice or it got lost. */
  private static final long LOOK_NANOS = TimeUnit.SECONDS.toNanos(15);

  private final SubmitCalls calls;
  private final SubmittedTasks tasks;
  private final SubmitLimits limits;
  private final Consumer<String> messages;
  private final ServerHealth health;
  private final ServerThread sender;
  private final ServerThread collector;
  private final Consumer<SubmittedTask> elsewhere;
  private final Deque<SubmittedTask> queue = new ArrayDeque<>();
  private StreamEntryID lastNotice = new StreamEntryID(0, 0);
  private long lastLook = System.nanoTime();
  private volatile boolean collects;
  private boolean paused;
  private boolean full;

  /**
   * @param elsewhere gets tasks that this server cannot have got, because it is away
   */
  Submitter(
      SubmitCalls calls,
      SubmittedTasks tasks,
      SubmitLimits limits,
      Consumer<String> messages,
      Consumer<SubmittedTask> elsewhere) {
    this.calls = calls;
    this.tasks = tasks;
    this.limits = limits;
    this.messages = messages;
    this.elsewhere = elsewhere;
    this.health = new ServerHealth(calls.server(), messages, isWell -> {});
    this.sender = new ServerThread("reeve-broker-submit", health, this::send);
    this.collector = new ServerThread("reeve-broker-records", health, this::collect);
  }

  /**
   * @param waitsForRecords whether records are waited for
   */
  void start(boolean waitsForRecords) {
    collects = waitsForRecords;
    sender.start();
    if (collects) {
      collector.start();
    }
  }

  SubmitCalls calls() {
    return calls;
  }

  boolean isWell() {
    return health.isWell();
  }

  /** Sends a task soon. */
  synchronized void add(SubmittedTask task) {
    task.setServer(this);
    queue.add(task);
    notifyAll();
  }

  synchronized void setPaused(boolean isPaused) {
    paused = isPaused;
    notifyAll();
  }

  /** Takes back a task; returns false if it is being sent, or was. */
  synchronized boolean withdraw(SubmittedTask task) {
    return !task.isMaybeSent() && queue.remove(task);
  }

  /** Takes back all tasks that have not been sent. */
  synchronized List<SubmittedTask> withdrawAll() {
    List<SubmittedTask> unsent = new ArrayList<>(queue);
    queue.clear();
    return unsent;
  }

  /** Returns tasks to be sent; none after a second if the server was away when last seen. */
  private synchronized List<SubmittedTask> awaitSome() throws InterruptedException {
    while (queue.isEmpty() || paused) {
      if (!isWell()) {
        TimeUnit.NANOSECONDS.timedWait(this, WAIT.toNanos());
        break;
      }
      wait();
    }
    List<SubmittedTask> some = new ArrayList<>();
    long bytes = 0;
    while (!queue.isEmpty()
        && !paused
        && some.size() < MOST_AT_ONCE
        && bytes < MOST_BYTES_AT_ONCE) {
      SubmittedTask task = queue.remove();
      if (tasks.get(task.id()) == task) {
        bytes += task.bytes();
        some.add(task);
      }
    }
    return some;
  }

  private synchronized void putBack(List<SubmittedTask> some) {
    for (int i = some.size() - 1; i >= 0; i--) {
      queue.addFirst(some.get(i));
    }
  }

  private void send() throws BrokerException, InterruptedException {
    List<SubmittedTask> some = awaitSome();
    List<Object> answers;
    try {
      calls.server().requireUsable();
      if (some.isEmpty()) {
        calls.server().ping();
      }
      answers = calls.submit(some, limits);
    } catch (BrokerException e) {
      notSent(some, e);
      throw e;
    }
    List<SubmittedTask> refused = new ArrayList<>();
    for (int i = 0; i < some.size(); i++) {
      SubmittedTask task = some.get(i);
      if (answers.get(i) instanceof JedisDataException refusal) {
        if (!isOutOfMemory(refusal)) {
          putBack(some);
          throw calls.server().refused(refusal);
        }
        refused.add(task);
      } else {
        answered(task, (List<?>) answers.get(i), refused);
      }
    }
    putBack(refused);
    noteFull(!refused.isEmpty());
    if (!refused.isEmpty()) {
      sender.pause(FULL_PAUSE);
    }
  }

  private static boolean isOutOfMemory(JedisDataException refusal) {
    return String.valueOf(refusal.getMessage()).startsWith("OOM");
  }

  private void answered(SubmittedTask task, List<?> answer, List<SubmittedTask> refused) {
    switch (RedisServer.text(answer.get(0))) {
      case "ended" -> ended(task, Json.ofUtf8((byte[]) answer.get(1)));
      case "taken" -> tasks.ended(task, SubmittedTasks.idTaken(task));
      case "full" -> refused.add(task);
      default -> tasks.accepted(task);
    }
  }

  private void ended(SubmittedTask task, Json record) {
    if (task.waits()) {
      tasks.recorded(task.id(), record);
    } else {
      tasks.accepted(task);
    }
  }

  private void noteFull(boolean isFull) {
    if (isFull && !full) {
      messages.accept("the queue at " + calls.server() + " is full; waiting for room");
    }
    full = isFull;
  }

  /** Keeps tasks for another try, here if this server may have got them. */
  private void notSent(List<SubmittedTask> some, BrokerException failure) {
    boolean nothingSent = failure instanceof ServerAwayException away && away.nothingWasSent();
    if (!nothingSent) {
      some.forEach(SubmittedTask::setMaybeSent);
    }
    List<SubmittedTask> all = new ArrayList<>(some);
    all.addAll(withdrawAll());
    putBack(all.stream().filter(SubmittedTask::isMaybeSent).toList());
    health.failed(sender, failure);
    for (SubmittedTask each : all) {
      if (!each.isMaybeSent()) {
        elsewhere.accept(each);
      }
    }
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
    if (now - lastLook >= LOOK_NANOS) {
      lastLook = now;
      lookForLost();
    }
  }

  private void deliver(List<String> ids) throws BrokerException {
    List<SubmitCalls.Known> known = calls.look(ids);
    for (int i = 0; i < ids.size(); i++) {
      Json record = known.get(i).record();
      if (record != null) {
        tasks.recorded(ids.get(i), record);
      }
    }
  }

  /** Finds records whose notice got lost, and sends tasks again that the server has lost. */
  private void lookForLost() throws BrokerException {
    List<SubmittedTask> accepted = new ArrayList<>();
    for (SubmittedTask each : tasks.all()) {
      if (each.isAccepted() && each.server() == this) {
        accepted.add(each);
      }
    }
    for (int from = 0; from < accepted.size(); from += MOST_RECORDS) {
      look(accepted.subList(from, Math.min(accepted.size(), from + MOST_RECORDS)));
    }
  }

  private void look(List<SubmittedTask> some) throws BrokerException {
    List<SubmitCalls.Known> known = calls.look(some.stream().map(SubmittedTask::id).toList());
    for (int i = 0; i < some.size(); i++) {
      SubmittedTask task = some.get(i);
      Json record = known.get(i).record();
      if (record != null) {
        tasks.recorded(task.id(), record);
      } else if (!known.get(i).exists()) {
        messages.accept(
            "the broker "
                + calls.server()
                + " has lost the task "
                + task.id()
                + "; it is submitted again");
        task.setAccepted(false);
        add(task);
      }
    }
  }

  /** Ends the wait in the server, which nothing else ends early. */
  private void wakeCollector() {
    try {
      calls.notifySelf();
    } catch (BrokerException e) {
      // it ends by itself
    }
  }

  private void leave() {
    try {
      calls.leave();
    } catch (BrokerException e) {
      // it expires
    }
  }

  void stop(Duration limit) throws InterruptedException {
    sender.stop();
    collector.stop();
    if (collects) {
      wakeCollector();
    }
    sender.join(limit);
    collector.join(limit);
    if (collects) {
      leave();
    }
  }
}
