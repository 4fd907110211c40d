package dev.reeve.supervisor.redis;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.reeve.json.Json;
import dev.reeve.supervisor.model.CancelOutcome;
import dev.reeve.supervisor.model.Task;
import dev.reeve.supervisor.model.TaskPolicy;
import dev.reeve.supervisor.model.TaskResult;
import dev.reeve.supervisor.model.TaskStatus;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Keys of a queue that other programs remove, or put something else under, while it is used. */
@SuppressWarnings("try")
class ForeignKeysTest {
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final String KEY = "reeve:1:{jobs}";

  private RedisProcess redis;
  private RedisServer server;
  private WorkCalls work;
  private SubmitCalls submitter;

  @BeforeEach
  void start(@TempDir Path folder) {
    redis = RedisProcess.start(folder.resolve("redis"));
    server = new RedisServer(redis.address(), BrokerLogin.NONE, new QueueName("jobs"));
    work = new WorkCalls(server, "one");
    submitter = new SubmitCalls(server, "me");
  }

  @AfterEach
  void stop() {
    server.close();
    redis.close();
    Leftovers.assertNone();
  }

  private void ask(String... command) {
    assertThat(redis.ask(command)).as(String.join(" ", command)).doesNotStartWith("-");
  }

  private String submit(String id, int priority) throws BrokerException {
    return submit(id, priority, SubmitLimits.DEFAULT);
  }

  private String submit(String id, int priority, SubmitLimits limits) throws BrokerException {
    Task task = new Task(1, id, "echo", Json.NULL, TaskPolicy.DEFAULT, priority, List.of());
    SubmittedTask submitted = new SubmittedTask(task, result -> {}, true);
    Object answer = submitter.submit(List.of(submitted), limits).get(0);
    return answer instanceof List<?> words ? RedisServer.text(words.get(0)) : answer.toString();
  }

  private List<String> taken() throws BrokerException {
    return work.take(10).stream().map(TakenRow::id).toList();
  }

  @ParameterizedTest
  @ValueSource(strings = {":task:t", ":bytes", ":counts", ":records:me"})
  void textUnderAKeyKeepsNoTaskFromItsRecord(String key) throws Exception {
    ask("SET", KEY + key, "foreign");
    assertThat(submit("t", 0)).isEqualTo("accepted");
    try (FakeSupervisor unused =
        new FakeSupervisor(List.of(redis.address()), FakeSupervisor.shortLease(), echo())) {
      await().atMost(LIMIT).until(() -> submitter.records(List.of("t")).get(0) != null);
      await().atMost(LIMIT).until(() -> redis.ask("XLEN", KEY + ":tasks:normal").equals(":0\r\n"));
    }
  }

  private static Map<String, Function<Json, Json>> echo() {
    return Map.of("echo", Function.identity());
  }

  @Test
  void laneOfAnotherKindKeepsNoTaskOfOtherLanes() throws BrokerException {
    ask("SET", KEY + ":tasks:normal", "foreign");
    for (String lane : List.of("high", "low")) {
      ask("XADD", KEY + ":tasks:" + lane, "*", "id", lane, "task", "{\"handler\":\"echo\"}");
    }
    assertThat(taken()).containsExactly("high", "low");
    assertThat(work.takeOver(Duration.ZERO, 10)).hasSize(2);
  }

  @Test
  void removedGroupOfOneLaneIsMadeAgainWhileAnotherIsBusy() throws BrokerException {
    assertThat(submit("n1", 0) + submit("h1", 1)).isEqualTo("acceptedaccepted");
    assertThat(taken()).containsExactly("h1", "n1");
    ask("DEL", KEY + ":tasks:high");
    assertThat(submit("n2", 0) + submit("h2", 1)).isEqualTo("acceptedaccepted");
    assertThat(taken()).containsExactly("h2", "n2");
    ask("XGROUP", "DESTROY", KEY + ":tasks:high", "reeve");
    assertThat(submit("n3", 0)).isEqualTo("accepted");
    assertThat(work.takeOver(Duration.ZERO, 10)).extracting(TakenRow::id).contains("n1", "n2");
    assertThat(taken()).as("nobody knows any more who has h2").containsExactly("h2", "n3");
  }

  @Test
  void bytesOfRemovedTasksCountOnlyUntilTheQueueIsEmpty() throws BrokerException {
    SubmitLimits small = new SubmitLimits(0, 100, 1_000);
    assertThat(submit("t1", 0, small)).isEqualTo("accepted");
    assertThat(submit("t2", 0, small)).isEqualTo("full");
    ask("DEL", KEY + ":tasks:normal", KEY + ":task:t1");
    assertThat(submit("t2", 0, small)).isEqualTo("accepted");
    ask("SET", KEY + ":bytes", "-1000");
    assertThat(submit("t3", 0, small)).isEqualTo("accepted");
    assertThat(Integer.parseInt(redis.ask("GET", KEY + ":bytes").split("\r\n", -1)[1]))
        .isPositive();
  }

  @Test
  void cancellingFindsNothingWhereAnotherProgramHasPutSomethingElse() throws BrokerException {
    byte[] record = "{\"status\":\"cancelled\"}".getBytes(UTF_8);
    ask("SET", KEY + ":task:t", "foreign");
    assertThat(submitter.cancel("t", record, LIMIT)).isEqualTo(CancelOutcome.UNKNOWN);
    assertThat(submit("u", 0)).isEqualTo("accepted");
    ask("DEL", KEY + ":tasks:normal");
    ask("SET", KEY + ":tasks:normal", "foreign");
    assertThat(submitter.cancel("u", record, LIMIT)).isEqualTo(CancelOutcome.ENDED);
  }

  @ParameterizedTest
  @ValueSource(strings = {":tasks:high", ":delayed", ":bytes", ":counts", ":dead", ":records:"})
  void removedKeyLeavesEachTaskWithOneRecord(String key) throws Exception {
    List<TaskResult> results = new CopyOnWriteArrayList<>();
    List<String> messages = new ArrayList<>();
    try (Broker broker =
            Broker.open(List.of(redis.address()), "jobs", BrokerLogin.NONE, messages::add);
        BrokerPool pool = broker.pool(SubmitLimits.DEFAULT, Duration.ZERO);
        FakeSupervisor supervisor =
            new FakeSupervisor(List.of(redis.address()), FakeSupervisor.shortLease(), echo())) {
      pool.submit(Task.of(0, "held", "hold", Json.NULL), results::add);
      await().atMost(LIMIT).until(() -> supervisor.pool().holds("held"));
      String me = redis.ask("HGET", KEY + ":task:held", "submitter").split("\r\n", -1)[1];
      ask("DEL", key.equals(":records:") ? KEY + key + me : KEY + key);
      supervisor.pool().succeed("held", Json.NULL);
      IntStream.range(0, 10)
          .forEach(
              i ->
                  pool.submit(
                      new Task(1, "t" + i, "echo", Json.NULL, TaskPolicy.DEFAULT, i % 2, List.of()),
                      results::add));
      await().atMost(LIMIT).until(() -> results.size() == 11);
    }
    assertThat(results).extracting(TaskResult::id).doesNotHaveDuplicates();
    assertThat(results)
        .filteredOn(each -> !each.id().equals("held"))
        .extracting(TaskResult::status)
        .containsOnly(TaskStatus.SUCCEEDED);
  }
}
