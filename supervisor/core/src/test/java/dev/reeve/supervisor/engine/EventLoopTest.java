package dev.reeve.supervisor.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reeve.json.Json;
import dev.reeve.supervisor.engine.task.EngineClock;
import dev.reeve.supervisor.engine.worker.EngineContext;
import dev.reeve.supervisor.engine.worker.PoolSettings;
import dev.reeve.supervisor.model.ResultListener;
import dev.reeve.supervisor.model.RunEnding;
import dev.reeve.supervisor.model.RunSummary;
import dev.reeve.supervisor.model.Task;
import dev.reeve.supervisor.testing.RecordingLog;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The loop in trouble: what it calls throws, or it is called when it is over. */
class EventLoopTest {
  private final Queue<String> results = new ConcurrentLinkedQueue<>();

  @Test
  void errors_of_listeners_end_the_run_but_no_other_task_is_left_without_a_result()
      throws Exception {
    EventLoop loop = loop();
    StackOverflowError error = new StackOverflowError();
    ResultListener bad =
        result -> {
          throw error;
        };
    loop.submit(task("bad1"), bad);
    loop.submit(task("good1"), result -> results.add(result.id()));
    loop.submit(task("bad2"), bad);
    loop.submit(task("good2"), result -> results.add(result.id()));
    loop.drain("SIGTERM");
    loop.start();
    assertThat(end(loop).ending()).isEqualTo(RunEnding.INTERNAL_ERROR);
    assertThat(results).containsExactly("good1", "good2");
  }

  @Test
  void what_is_asked_after_the_end_changes_nothing_and_tasks_are_refused() throws Exception {
    EventLoop loop = loop();
    loop.start();
    loop.noMoreTasks();
    end(loop);
    assertThat(loop.join(30_000)).isTrue();
    assertThatCode(() -> loop.drain("SIGTERM")).doesNotThrowAnyException();
    assertThatCode(() -> loop.stopNow("SIGTERM")).doesNotThrowAnyException();
    assertThat(loop.snapshot()).isCompletedExceptionally();
    assertThatThrownBy(() -> loop.submit(task("late"), result -> {}))
        .isInstanceOf(IllegalStateException.class);
  }

  private static EventLoop loop() {
    PoolSettings settings =
        PoolSettings.builder().workers(1).totalTasks(0).maxFrameBytes(1 << 20).build();
    EngineContext context = EngineContext.of(EngineClock.SYSTEM, new RecordingLog());
    return new EventLoop(settings, new ScriptedLauncher(), context);
  }

  private static RunSummary end(EventLoop loop) throws Exception {
    return loop.ended().get(30, TimeUnit.SECONDS);
  }

  private static Task task(String id) {
    return Task.of(1, id, "h", Json.NULL);
  }
}
