package dev.reeve.supervisor.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.json.Json;
import dev.reeve.supervisor.job.TaskDefaults;
import dev.reeve.supervisor.model.TaskError;
import dev.reeve.supervisor.model.TaskResult;
import dev.reeve.supervisor.model.TaskStatus;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** The end of tasks after their attempts. */
class EndRuleTest {
  private final EndRule rule = new EndRule(Duration.ofMinutes(1));

  private static TakenTask task(int retries, int attempts, int deaths) {
    Json text =
        Json.of(
            "{\"handler\":\"echo\",\"retries\":%d,\"backoff\":{\"initial\":\"1s\"}}"
                .formatted(retries));
    TakenRow row =
        new TakenRow("normal", "1-1", 2, "t", text, attempts, deaths, 1, ByteBuffer.allocate(0));
    try (RowParser parser = new RowParser(Path.of("/"), TaskDefaults.NONE, false, 9)) {
      TakenTask task = parser.parse(ServerHealthTest.server(), row, 1, 0);
      assertThat(task.task()).as(task.entry().toString()).isNotNull();
      return task;
    }
  }

  private static TaskResult result(TaskStatus status, int attempts) {
    TaskError error = status == TaskStatus.SUCCEEDED ? null : TaskError.of("Some", "error");
    return new TaskResult(
        1,
        "t",
        "echo",
        status,
        attempts,
        attempts == 0 ? null : Instant.EPOCH,
        5,
        attempts == 0 ? null : new TaskResult.WorkerRef(0, 1),
        status == TaskStatus.SUCCEEDED ? Json.NULL : null,
        error);
  }

  private TaskEnd.Finished finished(TakenTask task, TaskStatus status) {
    return (TaskEnd.Finished) rule.after(task, result(status, 1), false);
  }

  private TaskEnd.GivenBack given(TakenTask task, TaskStatus status) {
    return (TaskEnd.GivenBack) rule.after(task, result(status, 1), false);
  }

  @Test
  void attemptsOfAllSupervisorsAddUp() {
    assertThat(finished(task(5, 2, 0), TaskStatus.SUCCEEDED).json().toString())
        .contains("\"attempts\":3");
  }

  @Test
  void failureIsRetriedAsLongAsTheTaskSays() {
    TaskEnd.GivenBack retry = given(task(2, 1, 0), TaskStatus.FAILED);
    assertThat(retry.attempts()).isEqualTo(2);
    assertThat(retry.deaths()).isZero();
    assertThat(retry.delay()).isPositive();
    assertThat(finished(task(2, 2, 0), TaskStatus.FAILED).mostDead()).isZero();
    assertThat(given(task(2, 0, 0), TaskStatus.TIMED_OUT).attempts()).isOne();
  }

  @Test
  void secondDeadWorkerMakesTheTaskDeadWhateverItsRetries() {
    assertThat(given(task(9, 0, 0), TaskStatus.CRASHED).deaths()).isOne();
    assertThat(finished(task(9, 1, 1), TaskStatus.CRASHED).mostDead()).isEqualTo(EndRule.MOST_DEAD);
  }

  @Test
  void whatDidNotRunGoesBackAsItWas() {
    TaskEnd.GivenBack end =
        (TaskEnd.GivenBack) rule.after(task(0, 1, 1), result(TaskStatus.SKIPPED, 0), false);
    assertThat(end.attempts()).isOne();
    assertThat(end.deaths()).isOne();
    assertThat(end.delay()).isZero();
  }

  @Test
  void supervisorThatStopsGivesBackWhatItCancelsButNotWhatSomebodyCancelled() {
    TaskResult cancelled = result(TaskStatus.CANCELLED, 1);
    assertThat(rule.after(task(0, 0, 0), cancelled, true)).isInstanceOf(TaskEnd.GivenBack.class);
    TakenTask task = task(0, 0, 0);
    assertThat(task.stopBecause(TakenTask.Stop.CANCELLED)).isTrue();
    assertThat(rule.after(task, cancelled, true)).isInstanceOf(TaskEnd.Finished.class);
  }

  @Test
  void lostTaskIsDroppedWhateverItsEnd() {
    TakenTask task = task(0, 0, 0);
    assertThat(task.stopBecause(TakenTask.Stop.LOST)).isTrue();
    for (TaskStatus each : TaskStatus.values()) {
      assertThat(rule.after(task, result(each, 1), false)).isInstanceOf(TaskEnd.Dropped.class);
    }
  }

  @Test
  void taskWhoseServerWasSilentGoesBackUnlessItEndedInTime() {
    TakenTask task = task(0, 0, 0);
    assertThat(task.stopBecause(TakenTask.Stop.UNSURE)).isTrue();
    TaskEnd.GivenBack end = given(task, TaskStatus.CANCELLED);
    assertThat(end.attempts()).as("an attempt that was cut short").isZero();
    assertThat(finished(task, TaskStatus.SUCCEEDED).status()).isEqualTo(TaskStatus.SUCCEEDED);
  }
}
