package dev.reeve.supervisor.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.supervisor.model.SupervisorListener;
import dev.reeve.supervisor.model.TaskAttempt;
import dev.reeve.supervisor.model.TaskAttemptEnd;
import dev.reeve.supervisor.model.TaskPolicy;
import dev.reeve.supervisor.model.TaskResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a listener that wants the events of tasks hears of them. */
class TaskNewsTest {
  private final List<String> heard = new ArrayList<>();

  private EngineRig rig(boolean hearsTasks) {
    EngineRig.Setup setup = new EngineRig.Setup();
    setup.listener =
        new SupervisorListener() {
          @Override
          public boolean hearsTasks() {
            return hearsTasks;
          }

          @Override
          public void attemptStarted(TaskAttempt attempt) {
            heard.add("start " + attempt.id() + " " + attempt.number());
          }

          @Override
          public void attemptEnded(TaskAttemptEnd end) {
            String retry = end.retryAfter() == null ? "" : " again in " + end.retryAfter();
            heard.add("end " + end.attempt().id() + " " + end.status().word() + retry);
          }

          @Override
          public void taskEnded(TaskResult result) {
            assertThat(result.result()).isNull();
            heard.add(result.id() + " " + result.status().word() + " " + result.attempts());
          }
        };
    return setup.start();
  }

  @Test
  void a_long_task_is_told_when_it_starts() {
    EngineRig rig = rig(true);
    rig.ready(0);
    rig.submit("a");
    assertThat(heard).isEmpty();
    rig.start(0, "a");
    assertThat(heard).containsExactly("start a 1");
    rig.succeed(0, "a");
    assertThat(heard).containsExactly("start a 1", "end a succeeded", "a succeeded 1");
    assertThat(rig.result("a").result()).isNotNull();
  }

  @Test
  void a_short_task_whose_start_is_not_reported_is_told_when_it_ends() {
    EngineRig rig = rig(true);
    rig.ready(0);
    rig.submit("a");
    rig.succeed(0, "a");
    assertThat(heard).containsExactly("start a 1", "end a succeeded", "a succeeded 1");
  }

  @Test
  void each_attempt_is_told_and_the_wait_before_the_next() {
    EngineRig rig = rig(true);
    rig.ready(0);
    rig.submit(EngineRig.retries(1), "a");
    rig.fail(0, "a", false);
    rig.advance(Duration.ofSeconds(1));
    rig.fail(0, "a", false);
    assertThat(heard)
        .containsExactly(
            "start a 1", "end a failed again in PT0.2S", "start a 2", "end a failed", "a failed 2");
  }

  @Test
  void a_task_that_never_started_is_told_once() {
    EngineRig rig = rig(true);
    rig.submit("a");
    rig.drain("enough");
    rig.submit(TaskPolicy.DEFAULT, "b");
    assertThat(heard).containsExactly("a skipped 0", "b skipped 0");
  }

  @Test
  void a_task_whose_worker_died_is_told() {
    EngineRig rig = rig(true);
    rig.ready(0);
    rig.submit("a");
    rig.start(0, "a");
    rig.exit(0, 137);
    assertThat(heard).containsExactly("start a 1", "end a crashed", "a crashed 1");
  }

  @Test
  void a_listener_that_does_not_want_them_hears_nothing() {
    EngineRig rig = rig(false);
    rig.ready(0);
    rig.submit("a");
    rig.succeed(0, "a");
    assertThat(heard).isEmpty();
  }
}
