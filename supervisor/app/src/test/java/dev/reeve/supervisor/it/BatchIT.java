package dev.reeve.supervisor.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.supervisor.Supervisor;
import dev.reeve.supervisor.TaskFuture;
import dev.reeve.supervisor.it.EmbeddedHandlers.EventWaiter;
import dev.reeve.supervisor.model.BatchRelease;
import dev.reeve.supervisor.model.RunSummary;
import dev.reeve.supervisor.model.SupervisorListener;
import dev.reeve.supervisor.model.TaskStatus;
import dev.reeve.supervisor.model.WorkerReport;
import dev.reeve.worker.BatchHandler;
import dev.reeve.worker.BatchItem;
import dev.reeve.worker.BatchLimits;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;

/** Handlers that work on batches, in real workers. */
class BatchIT {
  private static final int DEADLY = 13;

  /** Answers with the size of its batch; the deadly item ends the process. */
  @BatchLimits(maxItems = 32)
  public static final class Sizes implements BatchHandler<Integer, Integer> {
    @Override
    public void handleAll(List<BatchItem<Integer, Integer>> items) {
      if (items.stream().anyMatch(item -> item.request() == DEADLY)) {
        Runtime.getRuntime().halt(9);
      }
      items.forEach(item -> item.succeed(items.size()));
    }
  }

  /** Answers in order until the deadly item ends the process. */
  public static final class UpToTheDeadly implements BatchHandler<Integer, Long> {
    @Override
    public void handleAll(List<BatchItem<Integer, Long>> items) {
      for (BatchItem<Integer, Long> item : items) {
        if (item.request() == DEADLY) {
          Runtime.getRuntime().halt(9);
        }
        item.succeed(ProcessHandle.current().pid());
      }
    }
  }

  private static final class Releases implements SupervisorListener {
    final ConcurrentLinkedQueue<String> all = new ConcurrentLinkedQueue<>();

    @Override
    public boolean hearsTasks() {
      return true;
    }

    @Override
    public void batchReleased(String handler, int items, BatchRelease why) {
      all.add(items + " " + why);
    }
  }

  @Test
  void of_a_batch_with_one_deadly_item_all_others_are_answered_right() throws Exception {
    Releases releases = new Releases();
    List<TaskFuture<Integer>> futures = new ArrayList<>();
    RunSummary summary;
    try (Supervisor supervisor = Supervisor.builder().workers(1).listener(releases).start()) {
      TaskFuture<String> first = supervisor.submit(EventWaiter.class, "go");
      for (int i = 0; i < 32; i++) {
        futures.add(supervisor.submit(Sizes.class, i));
      }
      supervisor.shared().event("go").set();
      first.join();
      summary = supervisor.finish();
    }
    for (int i = 0; i < 32; i++) {
      if (i != DEADLY) {
        assertThat(futures.get(i).join()).as("item %d", i).isBetween(1, 16);
        assertThat(futures.get(i).taskResult().attempts()).isEqualTo(1);
      }
    }
    assertThat(futures.get(DEADLY).taskResult().status()).isEqualTo(TaskStatus.CRASHED);
    assertThat(summary.count(TaskStatus.SUCCEEDED)).isEqualTo(32);
    assertThat(summary.workers()).filteredOn(WorkerReport::crashed).hasSize(6);
    assertThat(summary.workers().get(0).reason())
        .isEqualTo("ended unasked under a batch of 32 tasks");
    assertThat(releases.all).startsWith("32 FULL", "16 HALVED", "16 HALVED", "8 HALVED");
  }

  @Test
  void an_answer_counts_although_the_worker_dies_in_the_same_batch() throws Exception {
    List<TaskFuture<Long>> futures = new ArrayList<>();
    try (Supervisor supervisor = Supervisor.builder().workers(1).start()) {
      TaskFuture<String> first = supervisor.submit(EventWaiter.class, "go");
      for (int i = DEADLY - 3; i <= DEADLY + 1; i++) {
        futures.add(supervisor.submit(UpToTheDeadly.class, i));
      }
      supervisor.shared().event("go").set();
      first.join();
      long pid = futures.get(0).join();
      assertThat(futures.get(1).join()).isEqualTo(pid);
      assertThat(futures.get(2).join()).isEqualTo(pid);
      assertThat(futures.get(4).join()).isNotEqualTo(pid);
      assertThat(supervisor.finish().count(TaskStatus.CRASHED)).isEqualTo(1);
    }
  }
}
