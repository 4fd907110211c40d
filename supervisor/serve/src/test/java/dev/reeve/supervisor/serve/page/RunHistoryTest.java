package dev.reeve.supervisor.serve.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.supervisor.model.TaskError;
import dev.reeve.supervisor.model.TaskStatus;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class RunHistoryTest {
  private static final TaskError ERROR = TaskError.of("Broken", "it broke");

  private final HistoryExample run = HistoryExample.ofRun();
  private final RunHistory history = run.history();

  @Test
  void of_very_many_tasks_the_long_and_the_failed_ones_keep_their_bars() {
    run.worker(0, 100);
    for (int i = 0; i < 100_000; i++) {
      run.succeeds("t" + i, Duration.ofMillis(i % 5_000 == 7 ? 900 : 1));
      if (i % 1_000 == 0) {
        run.fails("bad" + i, "exec", TaskStatus.FAILED, ERROR);
      }
      run.pass(Duration.ofMillis(1));
    }
    List<TaskBar> bars = history.parts().bars().after(0);
    assertThat(bars).hasSizeLessThanOrEqualTo(TaskBars.MOST);
    assertThat(bars).filteredOn(bar -> bar.millis() > 800).hasSize(20);
    assertThat(bars).filteredOn(bar -> !bar.isGood()).hasSize(100);
    assertThat(bars).isSortedAccordingTo((a, b) -> Long.compare(a.number(), b.number()));
    assertThat(history.parts().bars().leftOut()).isEqualTo(100_100 - bars.size());
    assertThat(history.parts().count(TaskStatus.SUCCEEDED)).isEqualTo(100_000);
    assertThat(history.parts().counts().sum()).isEqualTo(100_100);
  }

  @Test
  void if_all_fail_the_first_and_the_latest_failures_are_kept() {
    for (int i = 1; i <= 3_000; i++) {
      run.fails("t" + i, "exec", TaskStatus.FAILED, ERROR);
    }
    List<FailedAttempt> failures = history.parts().failures().after(0);
    assertThat(failures).hasSize(1_000);
    assertThat(failures.get(0).task().id()).isEqualTo("t1");
    assertThat(failures.get(499).task().id()).isEqualTo("t500");
    assertThat(failures.get(500).task().id()).isEqualTo("t2501");
    assertThat(failures.get(999).task().id()).isEqualTo("t3000");
    assertThat(history.parts().failures().leftOut()).isEqualTo(2_000);
    assertThat(history.parts().failures().after(2_990)).hasSize(10);
    assertThat(history.parts().bars().after(0)).hasSizeLessThanOrEqualTo(TaskBars.MOST);
  }

  @Test
  void long_texts_are_cut_and_their_sum_is_bounded() {
    String text = "x".repeat(100_000);
    TaskError error = new TaskError(text, text, text, 1, null, text, text);
    for (int i = 0; i < 2_000; i++) {
      run.fails(text + i, text, TaskStatus.CRASHED, error);
    }
    long size = 0;
    for (FailedAttempt failure : history.parts().failures().after(0)) {
      size += failure.size();
    }
    assertThat(size).isLessThanOrEqualTo(2 << 20);
    FailedAttempt last = history.parts().failures().after(1_999).get(0);
    assertThat(last.error().stderrTail()).startsWith("…xx").hasSize(4_097);
    assertThat(last.error().message()).endsWith("xx…").hasSize(1_001);
    assertThat(last.task().id()).hasSize(301);
    assertThat(history.parts().handlers().all()).hasSize(1);
  }

  @Test
  void an_attempt_that_is_followed_by_another_is_no_end_of_its_task() {
    run.isTriedAgain("t", ERROR);
    run.pass(Duration.ofSeconds(2));
    run.succeeds("t", Duration.ofSeconds(1));
    assertThat(history.parts().failures().after(0)).singleElement().matches(it -> !it.isLast());
    assertThat(history.parts().count(TaskStatus.FAILED)).isZero();
    assertThat(history.parts().bars().after(0)).hasSize(2);
  }

  @Test
  void a_skipped_task_is_listed_without_a_worker_and_is_no_failure() {
    run.isSkipped("never");
    assertThat(history.parts().failures().total()).isZero();
    assertThat(history.parts().bars().after(0)).singleElement().matches(bar -> bar.slot() == -1);
  }

  @Test
  void processes_that_crashed_are_remembered_longer_than_others() {
    for (int i = 0; i < 2_000; i++) {
      run.worker(0, 1_000 + i);
      run.workerDied(0, 1_000 + i, "ended unasked");
    }
    assertThat(history.parts().workers().all()).hasSize(WorkerHistory.MOST_ENDED);
    assertThat(history.parts().workers().leftOut()).isEqualTo(1_600);
    assertThat(history.pids()).isEmpty();
  }

  @Test
  void a_server_forgets_the_bars_of_long_ago_first() {
    HistoryExample server = HistoryExample.ofServer();
    server.succeeds("long ago", Duration.ofMinutes(5));
    server.pass(Duration.ofHours(1));
    for (int i = 0; i < TaskBars.MOST; i++) {
      server.succeeds("t" + i, Duration.ofMillis(1));
    }
    assertThat(server.history().parts().bars().after(0))
        .noneMatch(bar -> bar.task().id().equals("long ago"));
    assertThat(server.history().parts().timelines()).hasSize(2);
  }

  @Test
  void handlers_beyond_the_bound_are_counted_together() {
    for (int i = 0; i < 1_000; i++) {
      run.fails("t" + i, "handler-" + i, TaskStatus.FAILED, ERROR);
    }
    assertThat(history.parts().handlers().all()).hasSize(101).containsKey("(other handlers)");
  }

  @Test
  void memory_is_read_as_the_kernel_writes_it() {
    assertThat(MemorySampler.residentBytes("VmHWM:\t 9 kB\nVmRSS:\t   2048 kB\nRssAnon: 7 kB\n"))
        .isEqualTo(2 << 20);
    assertThat(MemorySampler.residentBytes("Name: zombie\n")).isZero();
    assertThat(MemorySampler.residentBytes(null)).isZero();
  }
}
