package dev.reeve.supervisor.relay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.json.Json;
import dev.reeve.supervisor.model.SupervisorListener;
import dev.reeve.supervisor.model.TaskResult;
import dev.reeve.supervisor.model.TaskStatus;
import dev.reeve.supervisor.model.WorkerLine;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ListenerRelayTest {
  private final List<String> told = new CopyOnWriteArrayList<>();

  @Test
  void a_listener_that_throws_whatever_it_is_is_told_what_comes_later() throws Exception {
    List<String> logged = new CopyOnWriteArrayList<>();
    ListenerRelay relay = new ListenerRelay(listener(), (level, message) -> logged.add(message));
    relay.start();
    SupervisorListener.Worker worker = new SupervisorListener.Worker(0, 0, 1);
    relay.workerStarted(worker);
    relay.workerReady(worker);
    relay.taskProgress("a", 0.5, null);
    relay.close();
    assertThat(told).containsExactly("started", "ready", "progress");
    assertThat(logged).hasSize(2).allMatch(line -> line.contains("a listener threw"));
  }

  @Test
  void lines_of_workers_are_dropped_and_counted_when_too_many_wait() throws Exception {
    List<String> logged = new CopyOnWriteArrayList<>();
    ListenerRelay relay = new ListenerRelay(listener(), (level, message) -> logged.add(message));
    for (int i = 0; i < 1_100; i++) {
      relay.workerWrote(new WorkerLine(0, 0, WorkerLine.Source.STDERR, "line " + i));
    }
    relay.start();
    relay.close();
    assertThat(told).hasSize(1_000).startsWith("line 0").endsWith("line 999");
    assertThat(logged)
        .containsExactly("100 lines of workers were dropped, because the listener was too slow");
  }

  @Test
  void events_of_tasks_are_dropped_and_counted_before_they_fill_the_heap() throws Exception {
    List<String> logged = new CopyOnWriteArrayList<>();
    AtomicLong heard = new AtomicLong();
    SupervisorListener counting =
        new SupervisorListener() {
          @Override
          public boolean hearsTasks() {
            return true;
          }

          @Override
          public void taskEnded(TaskResult result) {
            heard.incrementAndGet();
          }

          @Override
          public void workerReady(Worker worker) {
            told.add("ready");
          }
        };
    ListenerRelay relay = new ListenerRelay(counting, (level, message) -> logged.add(message));
    TaskResult result =
        TaskResult.builder(1, "a", "h", TaskStatus.SUCCEEDED).result(Json.NULL).build();
    for (int i = 0; i < 200_007; i++) {
      relay.taskEnded(result);
    }
    relay.workerReady(new SupervisorListener.Worker(0, 0, 1));
    relay.start();
    relay.close();
    assertThat(heard).hasValue(200_000);
    assertThat(told).as("an event of a worker").containsExactly("ready");
    assertThat(logged)
        .containsExactly(
            "events of tasks are dropped, because the listener is too slow and 200000 calls wait for it",
            "7 events of tasks were dropped, because the listener was too slow");
  }

  private SupervisorListener listener() {
    return new SupervisorListener() {
      @Override
      public void workerStarted(Worker worker) {
        told.add("started");
        throw new IllegalStateException("the listener's own");
      }

      @Override
      public void workerReady(Worker worker) {
        told.add("ready");
        throw new StackOverflowError("the listener's own");
      }

      @Override
      public void workerWrote(WorkerLine line) {
        told.add(line.text());
      }

      @Override
      public void taskProgress(String taskId, double fraction, @Nullable String message) {
        told.add("progress");
      }
    };
  }
}
