package dev.reeve.supervisor.redis;

import dev.reeve.json.Json;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import redis.clients.jedis.exceptions.JedisDataException;

/** The submissions to one server: a thread sends tasks, many at a time. Thread-safe. */
final class Submitter {
  /** Tasks that are asked for at once, because the answers are records, which may be large. */
  private static final int MOST_ASKED = 20;

  private static final Duration WAIT = Duration.ofSeconds(1);
  private static final Duration FULL_PAUSE = Duration.ofMillis(100);

  private final SubmitCalls calls;
  private final SubmittedTasks tasks;
  private final SubmitLimits limits;
  private final ServerHealth health;
  private final ServerThread sender;
  private final RecordCollector collector;
  private final Consumer<SubmittedTask> elsewhere;
  private final WrittenRecords written = new WrittenRecords();
  private final UnsentTasks unsent = new UnsentTasks();
  private final FullNotice notice;

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
    this.elsewhere = elsewhere;
    this.notice = new FullNotice(calls.server(), messages, System::nanoTime);
    this.health = new ServerHealth(calls.server(), messages, isWell -> {});
    this.sender = new ServerThread("reeve-broker-submit", health, this::send);
    this.collector = new RecordCollector(calls, tasks, messages, health, this);
  }

  /**
   * @param waitsForRecords whether records are waited for
   */
  void start(boolean waitsForRecords) {
    sender.start();
    if (waitsForRecords) {
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
  void add(SubmittedTask task) {
    task.setServer(this);
    unsent.add(task);
  }

  void setPaused(boolean isPaused) {
    unsent.setPaused(isPaused);
  }

  /** Takes back a task; returns false if it is being sent, or was. */
  boolean withdraw(SubmittedTask task) {
    return unsent.withdraw(task);
  }

  /** Takes back all tasks that have not been sent. */
  List<SubmittedTask> withdrawAll() {
    return unsent.withdrawAll();
  }

  /** Returns tasks to be sent; none after a second if the server was away when last seen. */
  private List<SubmittedTask> awaitSome() throws InterruptedException {
    if (isWell()) {
      unsent.await();
    } else {
      unsent.await(WAIT);
    }
    return unsent.takeSome(task -> tasks.get(task.id()) == task);
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
    boolean isMemory = false;
    for (int i = 0; i < some.size(); i++) {
      SubmittedTask task = some.get(i);
      if (answers.get(i) instanceof JedisDataException refusal) {
        if (!isOutOfMemory(refusal)) {
          unsent.putBack(some);
          throw calls.server().refused(refusal);
        }
        refused.add(task);
        isMemory = true;
      } else {
        answered(task, (List<?>) answers.get(i), refused);
      }
    }
    boolean hasRoom = false;
    try {
      hasRoom = isMemory && makeRoom(refused);
    } finally {
      unsent.putBack(refused);
    }
    if (!refused.isEmpty() && !hasRoom) {
      if (isMemory) {
        notice.memoryIsFull();
      } else {
        notice.queueIsFull();
      }
      sender.pause(FULL_PAUSE);
    }
  }

  /**
   * Has the server remove records that are written, and takes those tasks from the refused ones
   * that it has already; returns whether there is more room.
   */
  private boolean makeRoom(List<SubmittedTask> refused) throws BrokerException {
    List<SubmittedTask> asked =
        refused.stream().filter(each -> !each.isNew()).limit(MOST_ASKED).toList();
    if (!asked.isEmpty()) {
      List<?> answers = calls.recognize(asked);
      for (int i = 0; i < asked.size(); i++) {
        SubmittedTask task = asked.get(i);
        List<?> answer = (List<?>) answers.get(i);
        if (RedisServer.text(answer.get(0)).equals("new")) {
          task.setNew();
        } else {
          boolean unused = refused.remove(task);
          answered(task, answer, refused);
        }
      }
    }
    List<String> some = written.takeSome();
    return !some.isEmpty() && calls.release(some) > 0;
  }

  /** Notes that the submitter has written a record to a file of its own. */
  void written(String id) {
    written.add(id);
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

  /** Keeps tasks for another try, here if this server may have got them. */
  private void notSent(List<SubmittedTask> some, BrokerException failure) {
    boolean nothingSent = failure instanceof ServerAwayException away && away.nothingWasSent();
    if (!nothingSent) {
      some.forEach(SubmittedTask::setMaybeSent);
    }
    List<SubmittedTask> all = new ArrayList<>(some);
    all.addAll(withdrawAll());
    unsent.putBack(all.stream().filter(SubmittedTask::isMaybeSent).toList());
    health.failed(sender, failure);
    for (SubmittedTask each : all) {
      if (!each.isMaybeSent()) {
        elsewhere.accept(each);
      }
    }
  }

  /** Ends the threads. What was accepted stays with the server. */
  void stop(Duration limit) throws InterruptedException {
    sender.stop();
    collector.stop();
    sender.join(limit);
    collector.join(limit);
  }
}
