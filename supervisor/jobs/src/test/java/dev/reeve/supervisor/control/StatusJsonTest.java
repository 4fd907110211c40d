package dev.reeve.supervisor.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reeve.json.Json;
import dev.reeve.supervisor.control.RunStatus.TaskNumbers;
import dev.reeve.supervisor.model.Insights;
import dev.reeve.supervisor.model.PoolCondition;
import dev.reeve.supervisor.model.PoolSnapshot;
import dev.reeve.supervisor.model.PoolSnapshot.WorkerActivity;
import dev.reeve.supervisor.model.WaitReason;
import dev.reeve.supervisor.run.RunProgress;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class StatusJsonTest {
  static final RunLabel LABEL =
      new RunLabel(4711, "backup", "run", "/srv", Instant.parse("2026-11-27T20:00:00Z"));

  private static RunStatus status(boolean paused, WaitReason reason, long total) {
    PoolSnapshot pool =
        new PoolSnapshot(
            5,
            1,
            70,
            6,
            4,
            reason == WaitReason.MACHINE ? "the load of 4 is above 2" : null,
            List.of(
                new WorkerActivity(0, "busy", 11, "host-7 \"x\"", 1_234_000_000L, "30 % half", 2),
                new WorkerActivity(1, "idle", 12, null, 0, null),
                new WorkerActivity(2, "exited", 0, null, 0, null)),
            new PoolCondition(3, paused, 2, reason),
            Insights.NONE);
    return RunStatus.of(LABEL, 12.345, new RunProgress(pool, total));
  }

  @Test
  void the_fields_are_those_of_the_page() {
    assertThat(StatusJson.write(status(true, WaitReason.PAUSED, 200)).toString())
        .isEqualTo(
            "{\"run\":{\"pid\":4711,\"name\":\"backup\",\"command\":\"run\",\"folder\":\"/srv\","
                + "\"startedAt\":\"2026-11-27T20:00:00Z\",\"seconds\":12.345},\"state\":\"paused\","
                + "\"waitReason\":\"paused\",\"tasks\":{\"total\":200,\"succeeded\":70,\"failed\":4,"
                + "\"skipped\":2,\"running\":1,\"waiting\":5,\"retrying\":2},\"size\":3,"
                + "\"workers\":[{\"slot\":0,\"state\":\"busy\",\"pid\":11,"
                + "\"task\":\"host-7 \\\"x\\\"\",\"attempt\":2,\"seconds\":1.234,"
                + "\"progress\":\"30 % half\"},{\"slot\":1,\"state\":\"idle\",\"pid\":12},"
                + "{\"slot\":2,\"state\":\"exited\"}]}");
  }

  @Test
  void what_is_written_is_read_again() {
    for (WaitReason reason : WaitReason.values()) {
      RunStatus status = status(false, reason, reason == WaitReason.BUSY ? -1 : 200);
      assertThat(StatusJson.read(StatusJson.write(status))).isEqualTo(status);
    }
  }

  @Test
  void a_server_tells_its_address_and_its_folder() {
    for (String queue : new String[] {"/var/tmp/q", null}) {
      RunStatus run = status(false, WaitReason.BUSY, -1);
      RunLabel label =
          new RunLabel(
              1, "serve", "serve", "/", LABEL.startedAt(), new ServerLabel("unix:/s", queue));
      RunStatus server =
          new RunStatus(
              label,
              run.seconds(),
              run.state(),
              run.waitReason(),
              run.heldBack(),
              run.tasks(),
              run.size(),
              run.workers());
      assertThat(StatusJson.read(StatusJson.write(server))).isEqualTo(server);
      assertThat(StatusJson.write(server).toString())
          .contains(
              "\"address\":\"unix:/s\"" + (queue == null ? "}" : ",\"queue\":\"/var/tmp/q\"}"));
    }
  }

  @Test
  void a_run_is_stopping_before_it_is_paused() {
    assertThat(status(true, WaitReason.STOPPING, 1).state()).isEqualTo(RunStatus.State.STOPPING);
    assertThat(status(true, WaitReason.PAUSED, 1).state()).isEqualTo(RunStatus.State.PAUSED);
    assertThat(status(false, WaitReason.RETRY, 1).state()).isEqualTo(RunStatus.State.RUNNING);
  }

  @Test
  void members_of_later_versions_are_ignored() {
    RunStatus status = status(false, WaitReason.BUSY, 200);
    String text = StatusJson.write(status).toString();
    assertThat(StatusJson.read(Json.of("{\"new\":[{}]," + text.substring(1)))).isEqualTo(status);
  }

  @Test
  void another_json_is_refused() {
    for (String text : List.of("{}", "[]", "7", "{\"run\":7}", "{\"run\":{}}")) {
      assertThatThrownBy(() -> StatusJson.read(Json.of(text)))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void ended_tasks_are_those_of_all_kinds() {
    assertThat(new TaskNumbers(9, 1, 2, 3, 0, 0, 0).ended()).isEqualTo(6);
  }
}
