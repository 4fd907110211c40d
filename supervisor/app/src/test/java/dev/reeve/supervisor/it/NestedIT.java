package dev.reeve.supervisor.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reeve.supervisor.Supervisor;
import dev.reeve.supervisor.TaskFuture;
import dev.reeve.supervisor.it.EmbeddedHandlers.Blaming;
import dev.reeve.supervisor.it.EmbeddedHandlers.Leaving;
import dev.reeve.supervisor.it.EmbeddedHandlers.PoolInPool;
import dev.reeve.supervisor.it.EmbeddedHandlers.Square;
import dev.reeve.supervisor.it.EmbeddedHandlers.SumOfSquares;
import dev.reeve.supervisor.it.EmbeddedHandlers.SumTo;
import dev.reeve.supervisor.it.EmbeddedHandlers.Throwing;
import dev.reeve.supervisor.it.EmbeddedHandlers.Waiting;
import dev.reeve.supervisor.model.RunSummary;
import dev.reeve.supervisor.model.TaskStatus;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tasks that ask for tasks, and pools within workers. */
class NestedIT {
  @TempDir Path folder;

  private static Supervisor pool(int workers) {
    Supervisor supervisor = Supervisor.builder().workers(workers).start();
    supervisor.register(Square.class, Throwing.class, Waiting.class);
    return supervisor;
  }

  @Test
  void even_a_pool_of_one_runs_the_tasks_of_its_task() throws Exception {
    try (Supervisor supervisor = pool(1)) {
      assertThat(supervisor.submit(SumOfSquares.class, 10).join()).isEqualTo(285);
      RunSummary summary = supervisor.finish();
      assertThat(summary.count(TaskStatus.SUCCEEDED)).isEqualTo(11);
      assertThat(summary.workers()).hasSizeLessThanOrEqualTo(2);
    }
  }

  @Test
  void many_tasks_with_tasks_of_their_own_all_end() {
    try (Supervisor supervisor = pool(2)) {
      List<TaskFuture<Integer>> sums =
          IntStream.range(0, 20).mapToObj(i -> supervisor.submit(SumOfSquares.class, 5)).toList();
      assertThat(sums).allMatch(sum -> sum.join() == 30);
    }
  }

  @Test
  void a_chain_that_every_worker_waits_in_is_refused_instead_of_hanging() {
    try (Supervisor supervisor = pool(2)) {
      assertThat(supervisor.submit(SumTo.class, 3).join()).isEqualTo(6);
      assertThatThrownBy(supervisor.submit(SumTo.class, 20)::join)
          .hasMessageContaining("all workers that there may be wait for tasks of their own");
      assertThat(supervisor.submit(SumTo.class, 1).join()).isEqualTo(1);
    }
  }

  @Test
  void what_a_task_leaves_behind_is_cancelled_with_its_end() throws Exception {
    try (Supervisor supervisor = pool(1)) {
      assertThat(supervisor.submit(Leaving.class, folder.resolve("runs").toString()).join())
          .isEqualTo("left false");
      assertThat(supervisor.finish().count(TaskStatus.CANCELLED)).isEqualTo(1);
    }
  }

  @Test
  void a_failure_of_a_task_s_task_is_told_to_who_asked() {
    try (Supervisor supervisor = pool(1)) {
      assertThat(supervisor.submit(Blaming.class, "no good").join())
          .startsWith("TaskFailedException: ")
          .endsWith("no good");
    }
  }

  @Test
  void a_pool_in_a_worker_of_a_pool_in_a_worker_is_refused() {
    try (Supervisor supervisor = pool(1)) {
      assertThat(supervisor.submit(PoolInPool.class, 1).join())
          .startsWith("at depth 2: ")
          .contains(
              "cannot start a pool: this process is a worker of a pool that runs in a worker");
    }
  }
}
