package dev.reeve.supervisor.redis;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.reeve.json.Json;
import dev.reeve.supervisor.model.Task;
import dev.reeve.supervisor.model.TaskResult;
import dev.reeve.supervisor.model.TaskStatus;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.exceptions.JedisDataException;

/** Tasks that other programs submit as no task can be, or remove from a queue. */
class LostTasksTest {
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final String KEY = "reeve:1:{jobs}";
  private static final byte[] RECORD = "{\"status\":\"failed\"}".getBytes(UTF_8);

  /** Bytes, as ISO 8859-1, that are no UTF-8. */
  private static final List<String> NO_TEXTS =
      List.of(
          "",
          "\u0080",
          "a\u00c3",
          "\u00c0\u00af",
          "\u00c1\u0081",
          "\u00e0\u009f\u00bf",
          "\u00e2\u0082",
          "\u00ed\u00a0\u0080",
          "\u00ed\u00bf\u00bf!",
          "\u00f0\u008f\u00bf\u00bf",
          "\u00f4\u0090\u0080\u0080",
          "\u00f5\u0080\u0080\u0080",
          "\u00f0\u009f\u0098",
          "\u00c3\u00bc\u00bc",
          "\u00e1\u00c2\u0080\u0080\u0080",
          "\u00ff");

  private static final List<String> TEXTS =
      List.of(
          "a b",
          "\u0000",
          "\u007f",
          "\u00fc",
          "\u07ff\u0800",
          "\u20ac\ud7ff\ue000\uffff",
          "x\ud800\udc00\udbff\udfffy",
          "\u65e5\u672c\u8a9e-1");

  private RedisProcess redis;
  private RedisServer server;
  private SubmitCalls calls;

  @BeforeEach
  void start(@TempDir Path folder) {
    redis = RedisProcess.start(folder.resolve("redis"));
    server = new RedisServer(redis.address(), BrokerLogin.NONE, new QueueName("jobs"));
    calls = new SubmitCalls(server, "me");
  }

  @AfterEach
  void stop() {
    server.close();
    redis.close();
    Leftovers.assertNone();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(ISO_8859_1);
  }

  /** Submits as a program in another language does. */
  private Object submitAsStranger(byte[] id, String lane) throws BrokerException {
    byte[][] call = {id, bytes("{}"), bytes(lane), bytes(""), bytes("0"), bytes("0")};
    return server.runAll(Script.SUBMIT, List.<byte[][]>of(call)).get(0);
  }

  @Test
  void idThatIsNoTextIsRefusedAndLeavesNothing() throws BrokerException {
    for (String id : NO_TEXTS) {
      Object answer = submitAsStranger(bytes(id), "normal");
      assertThat(answer).as(id).isInstanceOf(JedisDataException.class);
      assertThat((JedisDataException) answer).hasMessageContaining("UTF-8");
    }
    assertThat(redis.ask("DBSIZE")).isEqualTo(":0\r\n");
  }

  @Test
  void idOfAnyCharactersIsAccepted() throws BrokerException {
    for (String id : TEXTS) {
      List<?> answer = (List<?>) submitAsStranger(id.getBytes(UTF_8), "normal");
      assertThat(RedisServer.text(answer.get(0))).as(id).isEqualTo("accepted");
      assertThat(standing(id)).isEqualTo(SubmitCalls.Standing.THERE);
    }
  }

  @Test
  void laneThatNobodyTakesFromIsRefused() throws BrokerException {
    Object answer = submitAsStranger(bytes("a"), "urgent");
    assertThat((JedisDataException) answer).hasMessageContaining("high, normal or low");
    assertThat(redis.ask("DBSIZE")).isEqualTo(":0\r\n");
  }

  private void submit(String id) throws BrokerException {
    SubmittedTask task = new SubmittedTask(Task.of(1, id, "echo", Json.NULL), result -> {}, true);
    List<Object> unused = calls.submit(List.of(task), SubmitLimits.DEFAULT);
  }

  private SubmitCalls.Standing standing(String id) throws BrokerException {
    SubmitCalls.Found found = calls.lookFor(List.of(id)).get(0);
    assertThat(calls.endLost(id, new byte[0])).isEqualTo(found);
    return found.standing();
  }

  @Test
  void taskIsThereWhateverItWaitsFor() throws BrokerException {
    WorkCalls work = new WorkCalls(server, "one");
    try (RowParser parser = TakenTasksTest.parser()) {
      submit("t");
      assertThat(standing("t")).isEqualTo(SubmitCalls.Standing.THERE);
      TakenTask taken = parser.parse(server, work.take(1).get(0), 1, 0);
      assertThat(standing("t")).isEqualTo(SubmitCalls.Standing.THERE);
      List<Object> unused =
          work.end(
              Script.GIVE_BACK, List.of(new TaskEnd.GivenBack(taken, Duration.ofMillis(1), 1, 0)));
      assertThat(standing("t")).isEqualTo(SubmitCalls.Standing.THERE);
      await()
          .atMost(LIMIT)
          .until(
              () -> {
                Duration unusedTime = work.moveDue(LIMIT);
                return new QueueCalls(server).counts().waiting() == 1;
              });
      assertThat(standing("t")).isEqualTo(SubmitCalls.Standing.THERE);
      assertThat(standing("other")).isEqualTo(SubmitCalls.Standing.GONE);
    }
  }

  @Test
  void removedTaskEndsOnceWithItsRecordAndTakesNoRoom() throws BrokerException {
    submit("t");
    String unused = redis.ask("DEL", KEY + ":tasks:normal");
    assertThat(standing("t")).isEqualTo(SubmitCalls.Standing.LOST);
    SubmitCalls.Found ended = calls.endLost("t", RECORD);
    assertThat(ended.record()).isEqualTo(Json.ofUtf8(RECORD));
    assertThat(calls.endLost("t", bytes("{}"))).isEqualTo(ended);
    assertThat(calls.records(List.of("t"))).containsExactly(Json.ofUtf8(RECORD));
    BrokerCounts counts = new QueueCalls(server).counts();
    assertThat(counts.bytes()).isZero();
    assertThat(counts.happened()).containsEntry("failed", 1L);
    assertThat(redis.ask("TTL", KEY + ":task:t")).startsWith(":3");
  }

  @Test
  void delayedTaskThatWasRemovedIsLost() throws BrokerException {
    WorkCalls work = new WorkCalls(server, "one");
    submit("t");
    try (RowParser parser = TakenTasksTest.parser()) {
      TakenTask taken = parser.parse(server, work.take(1).get(0), 1, 0);
      List<Object> unused = work.end(Script.GIVE_BACK, List.of(EndRule.givenBack(taken)));
    }
    String unused = redis.ask("DEL", KEY + ":delayed");
    assertThat(standing("t")).isEqualTo(SubmitCalls.Standing.LOST);
  }

  @Test
  void foreignDataUnderTheKeyOfATaskMakesItUnknown() throws BrokerException {
    submit("t");
    submit("u");
    String unused = redis.ask("DEL", KEY + ":task:t");
    unused = redis.ask("SET", KEY + ":task:t", "no-hash");
    unused = redis.ask("HSET", KEY + ":task:u", "entry", "no-entry");
    assertThat(calls.records(List.of("t", "u"))).containsExactly(null, null);
    assertThat(standing("t")).isEqualTo(SubmitCalls.Standing.GONE);
    assertThat(standing("u")).isEqualTo(SubmitCalls.Standing.LOST);
  }

  @Test
  void submitterOfARemovedTaskGetsARecord() throws Exception {
    List<TaskResult> results = new CopyOnWriteArrayList<>();
    List<String> messages = new CopyOnWriteArrayList<>();
    try (Broker broker =
            Broker.open(List.of(redis.address()), "jobs", BrokerLogin.NONE, messages::add);
        BrokerPool pool = broker.pool(SubmitLimits.DEFAULT, Duration.ZERO);
        BrokerPool later = broker.pool(SubmitLimits.DEFAULT, Duration.ZERO);
        UnifiedJedis stranger = RedisClients.open(redis.address(), BrokerLogin.NONE)) {
      Task task = Task.of(1, "t", "echo", Json.NULL);
      pool.submit(task, results::add);
      await().atMost(LIMIT).until(() -> broker.counts().get(0).waiting() == 1);
      assertThat(stranger.xtrim(KEY + ":tasks:normal", 0, false)).isOne();
      String unused = redis.ask("CLIENT", "KILL", "TYPE", "normal"); // else it looks 15 s later
      await().atMost(LIMIT).until(() -> results.size() == 1);
      later.submit(task, results::add);
      await().atMost(LIMIT).until(() -> results.size() == 2);
    }
    for (TaskResult each : results) {
      assertThat(each.status()).isEqualTo(TaskStatus.FAILED);
      assertThat(each.error().type()).isEqualTo("TaskLost");
      assertThat(each.error().message()).contains("lost by the broker");
    }
    assertThat(redis.ask("GET", KEY + ":bytes")).isEqualTo("$1\r\n0\r\n");
    assertThat(redis.ask("KEYS", "*:records:*")).startsWith("*0");
  }
}
