package dev.reeve.supervisor.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.reeve.json.Json;
import dev.reeve.supervisor.job.SourceEntry;
import dev.reeve.supervisor.job.TaskDefaults;
import dev.reeve.supervisor.model.Task;
import dev.reeve.supervisor.model.TaskPolicy;
import dev.reeve.supervisor.model.TaskResult;
import dev.reeve.supervisor.model.TaskStatus;
import dev.reeve.supervisor.redis.WorkCalls.Renewed;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.exceptions.JedisDataException;

/** The scripts in one real server, called as supervisors and submitters call them. */
class BrokerScriptsTest {
  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final SubmitLimits LIMITS = SubmitLimits.DEFAULT;
  private static final EndRule RULE = new EndRule(Duration.ofMinutes(1));

  private RedisProcess redis;
  private RedisServer server;
  private String key;
  private WorkCalls one;
  private WorkCalls two;
  private SubmitCalls submitter;

  @BeforeEach
  void open(@TempDir Path folder) {
    redis = RedisProcess.start(folder.resolve("redis"));
    QueueName queue = new QueueName("q");
    key = "reeve:1:{q}";
    server = new RedisServer(redis.address(), BrokerLogin.NONE, queue);
    one = new WorkCalls(server, "one");
    two = new WorkCalls(server, "two");
    submitter = new SubmitCalls(server, "me");
  }

  @AfterEach
  void close() {
    server.close();
    redis.close();
    Leftovers.assertNone();
  }

  private static Task task(String id, int priority, Json payload) {
    return new Task(1, id, "echo", payload, TaskPolicy.DEFAULT, priority, List.of());
  }

  private List<Object> submit(Task... tasks) throws BrokerException {
    List<SubmittedTask> all = new ArrayList<>();
    for (Task each : tasks) {
      all.add(new SubmittedTask(each, result -> {}, true));
    }
    return submitter.submit(all, LIMITS);
  }

  private void submit(String id) throws BrokerException {
    List<Object> unused = submit(task(id, 0, Json.NULL));
  }

  private TakenTask taken(TakenRow row) {
    try (RowParser parser = new RowParser(Path.of("/"), TaskDefaults.NONE, false, 3)) {
      return parser.parse(server, row, 1, 0);
    }
  }

  private TakenTask take(WorkCalls calls) throws BrokerException {
    return taken(calls.take(1).get(0));
  }

  private TakenTask takeOver(WorkCalls calls) throws BrokerException {
    return taken(calls.takeOver(Duration.ZERO, 1).get(0));
  }

  private static TaskResult succeeded(String id, int worker) {
    return new TaskResult(
        1,
        id,
        "echo",
        TaskStatus.SUCCEEDED,
        1,
        Instant.EPOCH,
        worker,
        new TaskResult.WorkerRef(worker, 1),
        Json.NULL,
        null);
  }

  private String end(WorkCalls calls, TaskEnd end) throws BrokerException {
    Script script = end instanceof TaskEnd.Finished ? Script.FINISH : Script.GIVE_BACK;
    Object answer = calls.end(script, List.of(end)).get(0);
    assertThat(answer).isNotInstanceOf(JedisDataException.class);
    return RedisServer.text(answer);
  }

  private String finish(WorkCalls calls, TakenTask task) throws BrokerException {
    return end(calls, RULE.after(task, succeeded(task.id(), 0), false));
  }

  private BrokerCounts counts() throws BrokerException {
    return new QueueCalls(server).counts();
  }

  private String record(String id) throws BrokerException {
    byte[] record = new QueueCalls(server).record(id);
    return record == null ? "" : Json.ofUtf8(record).toString();
  }

  private void assertEmpty() throws BrokerException {
    BrokerCounts counts = counts();
    assertThat(counts.waiting() + counts.running() + counts.delayed() + counts.bytes()).isZero();
  }

  @Test
  void strangerCannotEndATaskAndItsOwnerEndsItOnce() throws BrokerException {
    submit("t");
    TakenTask task = take(one);

    assertThat(finish(two, task)).isEqualTo("lost");
    assertThat(record("t")).isEmpty();
    assertThat(finish(one, task)).isEqualTo("finished");
    String record = record("t");
    assertThat(end(one, RULE.after(task, succeeded("t", 9), false))).isEqualTo("lost");
    assertThat(record("t")).isEqualTo(record).contains("\"slot\":0");
    assertThat(counts().happened()).containsEntry("lost", 2L).containsEntry("succeeded", 1L);
    assertEmpty();
  }

  @Test
  void endThatIsToldAgainBecauseItsAnswerGotLostIsNotLate() throws BrokerException {
    submit("t");
    TakenTask task = take(one);
    assertThat(finish(one, task)).isEqualTo("finished");
    assertThat(finish(one, task)).isEqualTo("finished");
    assertThat(counts().happened()).doesNotContainKey("lost").containsEntry("succeeded", 1L);
  }

  @Test
  void taskThatIsGivenBackAgainBecauseTheAnswerGotLostIsNotLate() throws BrokerException {
    submit("t");
    TakenTask first = take(one);
    assertThat(end(one, EndRule.givenBack(first))).isEqualTo("given");
    assertThat(end(one, EndRule.givenBack(first))).isEqualTo("given");
    assertThat(counts().delayed()).isOne();
    assertThat(two.moveDue(LIMIT)).isEqualTo(LIMIT);
    TakenTask second = take(two);
    assertThat(end(one, EndRule.givenBack(first))).isEqualTo("given");
    assertThat(finish(two, second)).isEqualTo("finished");
    assertThat(end(one, EndRule.givenBack(first))).isEqualTo("given");
    assertThat(counts().happened()).doesNotContainKey("lost").containsEntry("succeeded", 1L);
    assertThat(end(two, EndRule.givenBack(second))).isEqualTo("lost");
    assertEmpty();
  }

  @Test
  void takeOverRaisesTheCountAndTheFormerOwnerHasLost() throws BrokerException {
    submit("t");
    TakenTask before = take(one);
    TakenTask after = takeOver(two);

    assertThat(after.row().deliveries()).isEqualTo(2);
    assertThat(one.renew(List.of(before))).containsExactly(Renewed.LOST);
    assertThat(two.renew(List.of(after))).containsExactly(Renewed.HELD);
    assertThat(end(one, EndRule.givenBack(before))).isEqualTo("lost");
    assertThat(finish(one, before)).isEqualTo("lost");
    assertThat(finish(two, after)).isEqualTo("finished");
    assertThat(counts().happened()).containsEntry("takeovers", 1L);
    assertEmpty();
  }

  @Test
  void renewedLeaseIsNotTakenOver() throws BrokerException {
    submit("t");
    TakenTask task = take(one);
    Duration lease = Duration.ofMillis(300);
    await()
        .atMost(LIMIT)
        .until(
            () ->
                redis
                    .ask("XPENDING", stream(), "reeve", "IDLE", "300", "-", "+", "1")
                    .startsWith("*1"));
    assertThat(one.renew(List.of(task))).containsExactly(Renewed.HELD);
    assertThat(two.takeOver(lease, 1)).isEmpty();
    assertThat(finish(one, task)).isEqualTo("finished");
  }

  private String stream() {
    return key + ":tasks:normal";
  }

  @Test
  void supervisorTakesWhatItWasGivenInALostAnswerAgain() throws BrokerException {
    submit("t");
    TakenTask lostAnswer = take(one);
    TakenTask again = takeOver(one);
    assertThat(again.row().deliveries()).isEqualTo(2);
    assertThat(finish(one, lostAnswer)).isEqualTo("lost");
    assertThat(finish(one, again)).isEqualTo("finished");
  }

  @Test
  void taskOfTooManyLostSupervisorsIsDead() throws BrokerException {
    submit("t");
    TakenTask task = take(one);
    for (int i = 0; i < 4; i++) {
      assertThat(task.entry()).isInstanceOf(SourceEntry.Ready.class);
      task = takeOver(i % 2 == 0 ? two : one);
    }
    SourceEntry.Rejected rejected = (SourceEntry.Rejected) task.entry();
    assertThat(rejected.result().status()).isEqualTo(TaskStatus.CRASHED);
    assertThat(end(one, RULE.after(task, rejected.result(), false))).isEqualTo("finished");
    assertThat(record("t")).contains("\"status\":\"crashed\"", "4 supervisors got lost with it");
    assertThat(new QueueCalls(server).dead(9)).extracting(DeadTask::id).containsExactly("t");
    assertEmpty();
  }

  @Test
  void lostSupervisorsCountAlsoAfterATaskWasGivenBack() throws BrokerException {
    submit("t");
    TakenTask unused = take(one);
    TakenTask again = takeOver(two);
    assertThat(end(two, EndRule.givenBack(again))).isEqualTo("given");
    assertThat(one.moveDue(LIMIT)).isEqualTo(LIMIT);
    assertThat(take(one).row().lostSupervisors()).isOne();
  }

  @Test
  void delayedTaskIsMovedWhenItIsDueAndRemembersItsAttempts() throws BrokerException {
    submit("t");
    TakenTask task = take(one);
    TaskEnd retry = new TaskEnd.GivenBack(task, Duration.ofMillis(200), 2, 1);
    assertThat(end(one, retry)).isEqualTo("given");
    assertThat(one.moveDue(LIMIT)).isLessThanOrEqualTo(Duration.ofMillis(200));
    assertThat(counts().delayed()).isOne();
    await()
        .atMost(LIMIT)
        .until(
            () -> {
              Duration unusedTime = two.moveDue(LIMIT);
              return counts().waiting() == 1;
            });
    TakenTask again = take(two);
    assertThat(again.row().attempts()).isEqualTo(2);
    assertThat(again.row().deaths()).isOne();
    assertThat(finish(two, again)).isEqualTo("finished");
    assertEmpty();
  }

  @Test
  void thousandsOfDueTasksAreMovedAtOnce() throws BrokerException {
    Task[] tasks = new Task[1500];
    for (int i = 0; i < tasks.length; i++) {
      tasks[i] = task("t" + i, 0, Json.NULL);
    }
    List<Object> unused = submit(tasks);
    List<TaskEnd> ends = new ArrayList<>();
    for (TakenRow each : one.take(tasks.length)) {
      ends.add(EndRule.givenBack(taken(each)));
    }
    assertThat(one.end(Script.GIVE_BACK, ends)).hasSize(1500);
    assertThat(one.moveDue(LIMIT)).isEqualTo(LIMIT);
    assertThat(counts().waiting()).isEqualTo(1500);
  }

  @Test
  void twoPlainEntriesWithOneIdGiveOneRecord() throws BrokerException {
    assertThat(one.take(1)).isEmpty(); // makes the group
    for (int i = 0; i < 2; i++) {
      String unused = redis.ask("XADD", stream(), "*", "id", "t", "task", "{\"handler\":\"echo\"}");
    }
    TakenTask first = take(one);
    TakenTask second = take(two);
    assertThat(finish(two, second)).isEqualTo("finished");
    assertThat(end(one, RULE.after(first, succeeded("t", 9), false))).isEqualTo("recorded");
    assertThat(record("t")).contains("\"slot\":0");
    assertEmpty();
  }

  @Tag("long")
  @Test
  void recordsExpire() throws BrokerException {
    submit("t");
    TakenTask task = take(one);
    EndRule shortRule = new EndRule(Duration.ofSeconds(1));
    assertThat(end(one, shortRule.after(task, succeeded("t", 0), false))).isEqualTo("finished");
    assertThat(record("t")).isNotEmpty();
    await().atMost(LIMIT).until(() -> record("t").isEmpty());
    assertThat(redis.ask("KEYS", key + ":task:*")).startsWith("*0");
    assertThat(redis.ask("TTL", key + ":records:me")).as("ten minutes").startsWith(":59");
  }

  @Test
  void supervisorsThatAreGoneAreForgottenUnlessTheyHoldATask() throws BrokerException {
    submit("t");
    TakenTask task = take(one);
    assertThat(two.take(1)).isEmpty();
    await()
        .atMost(LIMIT)
        .until(
            () -> {
              one.forgetOthers(Duration.ofMillis(1));
              return !counts().supervisors().containsKey("two");
            });
    assertThat(counts().supervisors()).containsEntry("one", 1L);
    one.leave();
    assertThat(counts().supervisors()).containsEntry("one", 1L);
    assertThat(finish(one, task)).isEqualTo("finished");
    one.leave();
    assertThat(counts().supervisors()).isEmpty();
  }

  @Test
  void entryThatAnotherProgramRemovedHarmsNobody() throws BrokerException {
    submit("t");
    TakenTask task = take(one);
    String unused = redis.ask("XDEL", stream(), task.row().entry());

    assertThat(end(one, EndRule.givenBack(task))).isEqualTo("lost");
    assertThat(two.takeOver(Duration.ZERO, 9)).isEmpty();
    assertThat(one.renew(List.of(task))).containsExactly(Renewed.LOST);
    assertThat(counts().running()).isZero();
  }

  @Test
  void serverThatForgetsItsScriptsGetsThemAgain() throws BrokerException {
    submit("t");
    String unused = redis.ask("SCRIPT", "FLUSH");
    TakenTask task = take(one);
    unused = redis.ask("SCRIPT", "FLUSH");
    assertThat(one.renew(List.of(task))).containsExactly(Renewed.HELD);
    unused = redis.ask("SCRIPT", "FLUSH");
    assertThat(finish(one, task)).isEqualTo("finished");
    unused = redis.ask("SCRIPT", "FLUSH");
    assertThat(submit(task("u", 0, Json.NULL))).hasSize(1).noneMatch(Exception.class::isInstance);
  }

  @Test
  void emptiedServerGetsItsGroupsAgainAtTheBeginning() throws BrokerException {
    submit("t");
    TakenTask task = take(one);
    String unused = redis.ask("DEL", stream(), key + ":task:t");
    submit("u");

    assertThat(one.renew(List.of(task))).containsExactly(Renewed.LOST);
    assertThat(take(one).id()).isEqualTo("u");
  }

  @Test
  void fullServerRefusesSubmissionsAndTakesEnds() throws BrokerException {
    submit("t");
    submit("u");
    submit("v");
    TakenTask task = take(one);
    String unused = redis.ask("CONFIG", "SET", "maxmemory", "1");
    try {
      Object refusal = submit(task("w", 0, Json.NULL)).get(0);
      assertThat((JedisDataException) refusal).hasMessageStartingWith("OOM");

      assertThat(one.renew(List.of(task))).containsExactly(Renewed.HELD);
      assertThat(finish(one, task)).isEqualTo("finished");
      TakenTask next = take(two);
      assertThat(end(two, EndRule.givenBack(next))).isEqualTo("given");
      assertThat(one.moveDue(LIMIT)).isEqualTo(LIMIT);
      assertThat(one.take(2)).hasSize(2);
      assertThat(two.takeOver(Duration.ZERO, 2)).hasSize(2);
      two.forgetOthers(Duration.ofHours(1));
    } finally {
      unused = redis.ask("CONFIG", "SET", "maxmemory", "0");
    }
  }

  @Test
  void higherLanesAreEmptiedFirst() throws BrokerException {
    List<Object> unused =
        submit(
            task("low", -1, Json.NULL),
            task("normal", 0, Json.NULL),
            task("high1", 1, Json.NULL),
            task("high2", 9, Json.NULL));
    assertThat(one.take(3)).extracting(TakenRow::id).containsExactly("high1", "high2", "normal");
    assertThat(one.take(3)).extracting(TakenRow::id).containsExactly("low");
  }

  @Tag("long")
  @Test
  void longTasksAreTakenFewAtATime() throws BrokerException {
    Json payload = Json.string("x".repeat(1 << 20));
    for (int i = 0; i < 40; i++) {
      List<Object> unused = submit(task("t" + i, 0, payload));
    }
    int first = one.take(40).size();
    assertThat(first).isBetween(8, 17);
    assertThat(one.take(3)).hasSize(3);
  }

  @Test
  void foreignDataUnderTheKeysOfTasksHarmsNobody() throws BrokerException {
    submit("a");
    submit("b");
    String unused = redis.ask("DEL", key + ":task:a");
    unused = redis.ask("SET", key + ":task:a", "no-hash");
    unused =
        redis.ask("HSET", key + ":task:b", "attempts", "many", "bytes", "x", "takeovers", "-5");
    unused = redis.ask("SET", key + ":records:me", "no-stream");

    List<TakenRow> rows = one.take(9);
    assertThat(rows).extracting(TakenRow::id).containsExactly("a", "b");
    assertThat(rows).extracting(TakenRow::attempts).containsExactly(0, 0);
    assertThat(rows.get(1).lostSupervisors()).isZero();
    rows = two.takeOver(Duration.ZERO, 9);
    assertThat(rows).hasSize(2);
    for (TakenRow each : rows) {
      assertThat(two.renew(List.of(taken(each)))).containsExactly(Renewed.HELD);
      assertThat(finish(two, taken(each))).isEqualTo("finished");
      assertThat(record(each.id())).contains("succeeded");
    }
  }

  @Test
  void foreignDataAmongDelayedTasksHarmsNobody() throws BrokerException {
    submit("t");
    assertThat(end(one, EndRule.givenBack(take(one)))).isEqualTo("given");
    String unused = redis.ask("ZADD", key + ":delayed", "1", "ghost", "2", "text", "3", "no-lane");
    unused = redis.ask("SET", key + ":task:text", "no-hash");
    unused = redis.ask("HSET", key + ":task:no-lane", "task", "{}", "lane", "../x");

    assertThat(one.moveDue(LIMIT)).isEqualTo(LIMIT);
    assertThat(one.take(9)).extracting(TakenRow::id).containsExactlyInAnyOrder("no-lane", "t");
    assertThat(counts().delayed()).isZero();
  }

  @Test
  void deadTaskMayHaveHadThousandsOfFields() throws BrokerException {
    assertThat(one.take(1)).isEmpty();
    List<String> command = new ArrayList<>(List.of("XADD", stream(), "*", "id", "t"));
    for (int i = 0; i < 10_000; i++) {
      command.add("field" + i);
      command.add("x");
    }
    command.addAll(List.of("task", "{\"handler\":\"echo\"}"));
    String unused = redis.ask(command.toArray(String[]::new));
    TakenTask task = take(one);
    TaskEnd dead =
        new TaskEnd.Finished(task, TaskStatus.CRASHED, Json.NULL, Duration.ofMinutes(1), 10);
    assertThat(end(one, dead)).isEqualTo("finished");
    List<DeadTask> found = new QueueCalls(server).dead(9);
    assertThat(found)
        .extracting(each -> each.task().toString())
        .containsExactly("{\"handler\":\"echo\"}");
    assertThat(new QueueCalls(server).requeue(found.get(0).entry())).isTrue();
    assertThat(take(two).id()).isEqualTo("t");
  }

  private DeadTask deadTask(String id) throws BrokerException {
    TakenTask task = take(one);
    TaskEnd dead =
        new TaskEnd.Finished(task, TaskStatus.CRASHED, Json.NULL, Duration.ofMinutes(1), 10);
    assertThat(end(one, dead)).isEqualTo("finished");
    assertThat(redis.ask("DEL", key + ":task:" + id)).as("its record has expired").startsWith(":1");
    return new QueueCalls(server).dead(9).get(0);
  }

  @Test
  void deadTaskThatWasSubmittedAgainIsNotInTheQueueTwice() throws BrokerException {
    submit("t");
    DeadTask dead = deadTask("t");
    submit("t");
    long bytes = counts().bytes();
    assertThat(new QueueCalls(server).requeue(dead.entry())).isTrue();
    assertThat(counts().waiting()).isOne();
    assertThat(counts().bytes()).isEqualTo(bytes);
    assertThat(counts().dead()).isZero();
  }

  @Test
  void deadTaskWhoseIdAnotherOneHasStaysDead() throws BrokerException {
    submit("t");
    DeadTask dead = deadTask("t");
    List<Object> unused = submit(task("t", 0, Json.of("\"other\"")));
    assertThat(new QueueCalls(server).requeue(dead.entry())).isFalse();
    assertThat(counts().waiting()).isOne();
    assertThat(counts().dead()).isOne();
    assertThat(take(two).task().payload()).isEqualTo(Json.of("\"other\""));
  }

  @Test
  void deadTasksAreBounded() throws BrokerException {
    for (int i = 0; i < 5; i++) {
      submit("t" + i);
      TaskEnd dead =
          new TaskEnd.Finished(take(one), TaskStatus.CRASHED, Json.NULL, Duration.ofMinutes(1), 3);
      assertThat(end(one, dead)).isEqualTo("finished");
    }
    assertThat(new QueueCalls(server).dead(9))
        .extracting(DeadTask::id)
        .containsExactly("t4", "t3", "t2");
  }

  @Test
  void ageIsThatOfTheOldestByTheClockOfTheServer() throws BrokerException, IOException {
    assertThat(counts().oldest()).isNull();
    submit("t");
    assertThat(counts().oldest()).isBetween(Duration.ZERO, LIMIT);
    assertThat(counts().bytes()).isPositive();
  }
}
