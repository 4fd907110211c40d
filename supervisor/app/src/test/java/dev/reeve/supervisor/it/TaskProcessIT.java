package dev.reeve.supervisor.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reeve.supervisor.HandlerFailedException;
import dev.reeve.supervisor.Supervisor;
import dev.reeve.supervisor.TaskCancelledException;
import dev.reeve.supervisor.TaskException;
import dev.reeve.supervisor.TaskFuture;
import dev.reeve.supervisor.TaskOptions;
import dev.reeve.supervisor.TaskProcess;
import dev.reeve.supervisor.TaskTimedOutException;
import dev.reeve.supervisor.WorkerCrashedException;
import dev.reeve.supervisor.it.EmbeddedHandlers.Asking;
import dev.reeve.supervisor.it.EmbeddedHandlers.AskingOn;
import dev.reeve.supervisor.it.EmbeddedHandlers.EventWaiter;
import dev.reeve.supervisor.it.EmbeddedHandlers.Halt;
import dev.reeve.supervisor.it.EmbeddedHandlers.LockHolder;
import dev.reeve.supervisor.it.EmbeddedHandlers.LockTaker;
import dev.reeve.supervisor.it.EmbeddedHandlers.Pid;
import dev.reeve.supervisor.it.EmbeddedHandlers.Square;
import dev.reeve.supervisor.it.EmbeddedHandlers.SumOfSquares;
import dev.reeve.supervisor.it.EmbeddedHandlers.Throwing;
import dev.reeve.supervisor.it.EmbeddedHandlers.Waiting;
import dev.reeve.supervisor.model.RunSummary;
import dev.reeve.supervisor.model.SlowTask;
import dev.reeve.supervisor.model.SupervisorListener;
import dev.reeve.supervisor.model.TaskAttempt;
import dev.reeve.supervisor.model.TaskAttemptEnd;
import dev.reeve.supervisor.model.TaskResult;
import dev.reeve.supervisor.model.TaskResult.WorkerRef;
import dev.reeve.supervisor.model.TaskStatus;
import dev.reeve.supervisor.model.WorkerReport;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One call in a process of its own. */
class TaskProcessIT {
  @TempDir Path folder;

  @Test
  void it_has_a_name_and_a_pid_and_is_alive_until_it_is_joined() throws Exception {
    try (Supervisor supervisor = Supervisor.builder().workers(1).start()) {
      TaskProcess<Long> process = supervisor.process("greeter", Pid.class, "");
      assertThat(process.name()).isEqualTo("greeter");
      assertThat(process.isAlive()).isFalse();
      assertThatThrownBy(process::pid).isInstanceOf(IllegalStateException.class);
      process.start();
      long pid = process.pid();
      process.join();
      assertThat(process.isAlive()).isFalse();
      assertThat(process.exitCode()).isZero();
      assertThat(process.signal()).isNull();
      assertThat(process.result().join()).isEqualTo(pid);
      assertThatThrownBy(process::start).isInstanceOf(IllegalStateException.class);
    }
  }

  @Test
  void a_join_with_a_limit_tells_whether_it_has_ended() throws Exception {
    try (Supervisor supervisor = Supervisor.builder().workers(1).start()) {
      TaskProcess<String> process = supervisor.process(Waiting.class, file("runs")).start();
      Reeve.awaitText(folder.resolve("runs"), "");
      assertThat(process.join(Duration.ofMillis(1))).isFalse();
      assertThat(process.isAlive()).isTrue();
      assertThat(process.exitCode()).isNull();
      process.kill();
      process.join();
      assertThat(process.exitCode()).isEqualTo(137);
      assertThat(process.signal()).isEqualTo("KILL");
    }
  }

  @Test
  void one_that_is_terminated_shows_the_signal_and_its_result_is_cancelled() throws Exception {
    try (Supervisor supervisor = Supervisor.builder().workers(1).start()) {
      TaskProcess<String> process = supervisor.process(Waiting.class, file("runs")).start();
      Reeve.awaitText(folder.resolve("runs"), "");
      process.terminate();
      process.join();
      assertThat(process.exitCode()).isEqualTo(143);
      assertThat(process.signal()).isEqualTo("TERM");
      assertThatThrownBy(process.result()::join).hasCauseInstanceOf(TaskCancelledException.class);
    }
  }

  @Test
  void one_that_is_killed_before_its_call_has_begun_is_not_started_again() throws Exception {
    try (Supervisor supervisor = Supervisor.builder().workers(1).processesOnly().start()) {
      TaskProcess<String> process = supervisor.process("early", Waiting.class, file("runs"));
      ProcessHandle.of(process.start().pid()).ifPresent(ProcessHandle::destroyForcibly);
      process.join();
      assertThat(process.signal()).isEqualTo("KILL");
      assertThatThrownBy(process.result()::join)
          .hasCauseInstanceOf(TaskException.class)
          .hasMessageContaining("SIGKILL");
      assertThat(supervisor.finish().workers()).hasSize(1);
    }
  }

  @Test
  void an_exception_is_the_result_s_and_an_exit_code_the_process_s() throws Exception {
    Queue<String> log = new ConcurrentLinkedQueue<>();
    try (Supervisor supervisor =
        Supervisor.builder().workers(1).log((level, message) -> log.add(message)).start()) {
      TaskProcess<String> throwing = supervisor.process(Throwing.class, "no").start();
      TaskProcess<Integer> halting = supervisor.process("halting", Halt.class, 7).start();
      throwing.join();
      halting.join();
      assertThat(throwing.exitCode()).isEqualTo(1);
      assertThatThrownBy(throwing.result()::join).hasCauseInstanceOf(HandlerFailedException.class);
      assertThat(halting.exitCode()).isEqualTo(7);
      assertThatThrownBy(halting.result()::join).hasCauseInstanceOf(WorkerCrashedException.class);
      assertThat(log)
          .anyMatch(line -> line.startsWith("halting: ") && line.contains("exit code 7"));
    }
  }

  @Test
  void its_listener_hears_of_its_task_with_the_slot_of_the_process() throws Exception {
    List<Object> heard = new CopyOnWriteArrayList<>();
    SupervisorListener listener =
        new SupervisorListener() {
          @Override
          public boolean hearsTasks() {
            return true;
          }

          @Override
          public void attemptStarted(TaskAttempt attempt) {
            heard.add(attempt.worker());
          }

          @Override
          public void attemptEnded(TaskAttemptEnd end) {
            heard.add(end.status());
          }

          @Override
          public void taskEnded(TaskResult result) {
            heard.add(result.worker());
          }
        };
    try (Supervisor supervisor =
        Supervisor.builder().workers(1).totalTasks(0).listener(listener).start()) {
      TaskProcess<Long> process = supervisor.process(Pid.class, "").start();
      RunSummary summary = supervisor.finish();
      WorkerReport report = summary.workers().get(0);
      WorkerRef worker = new WorkerRef(report.slot(), process.pid());
      assertThat(heard).containsExactly(worker, TaskStatus.SUCCEEDED, worker);
      assertThat(summary.slowest()).singleElement().extracting(SlowTask::worker).isEqualTo(worker);
      assertThat(report.slot()).isPositive();
    }
  }

  @Test
  void a_time_limit_ends_the_call_and_its_process() throws Exception {
    try (Supervisor supervisor =
        Supervisor.builder().processesOnly().grace(Duration.ofMillis(200)).start()) {
      TaskOptions limited =
          TaskOptions.DEFAULT.withId("limited").withTimeout(Duration.ofMillis(100));
      TaskProcess<String> process = supervisor.process(Waiting.class, "", limited).start();
      assertThat(process.name()).isEqualTo("limited");
      process.join();
      assertThat(process.exitCode()).isIn(1, 143); // 143 if it needed longer than the grace period
      assertThatThrownBy(process.result()::join).hasCauseInstanceOf(TaskTimedOutException.class);
      assertThatThrownBy(
              () -> supervisor.process(Waiting.class, "", TaskOptions.DEFAULT.withRetries(1)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("no retries");
    }
  }

  @Test
  void at_the_end_others_are_joined_and_daemons_ended_and_the_summary_has_all() throws Exception {
    try (Supervisor supervisor = Supervisor.builder().workers(1).processesOnly().start()) {
      TaskProcess<String> daemon =
          supervisor.process("daemon", Waiting.class, file("runs")).daemon(true).start();
      Reeve.awaitText(folder.resolve("runs"), "");
      TaskProcess<Long> other = supervisor.process("other", Pid.class, "").start();
      RunSummary summary = supervisor.finish();
      assertThat(other.result().join()).isEqualTo(other.pid());
      assertThat(daemon.isAlive()).isFalse();
      assertThat(daemon.signal()).isEqualTo("TERM");
      assertThat(summary.workers())
          .extracting(WorkerReport::pid)
          .contains(daemon.pid(), other.pid());
      assertThat(summary.count(TaskStatus.CANCELLED)).isEqualTo(1);
      assertThat(summary.count(TaskStatus.SUCCEEDED)).isEqualTo(1);
      assertThatThrownBy(() -> supervisor.process(Pid.class, ""))
          .isInstanceOf(IllegalStateException.class);
    }
  }

  @Test
  void it_shares_the_objects_of_the_pool_and_its_death_releases_what_it_held() throws Exception {
    try (Supervisor supervisor = Supervisor.builder().workers(1).start()) {
      TaskProcess<String> holder = supervisor.process(LockHolder.class, "l").start();
      supervisor.shared().event("held").await();
      TaskFuture<Boolean> next = supervisor.submit(LockTaker.class, "l");
      holder.kill();
      assertThat(next.join()).as("told that the former holder has died").isTrue();
    }
  }

  @Test
  void its_shared_objects_live_until_it_is_joined_at_the_end() throws Exception {
    Supervisor supervisor = Supervisor.builder().workers(1).processesOnly().start();
    TaskProcess<String> waiting = supervisor.process(EventWaiter.class, "signal").start();
    Thread closer = new Thread(supervisor::close, "closer");
    closer.start();
    Awaitility.await().until(() -> takesNoMore(supervisor));
    supervisor.shared().event("signal").set();
    assertThat(waiting.result().join()).isEqualTo("came");
    closer.join();
  }

  @Test
  void what_it_asks_for_is_run_by_the_pool() throws Exception {
    try (Supervisor supervisor = Supervisor.builder().workers(1).processesOnly().start()) {
      supervisor.register(Square.class);
      TaskProcess<Integer> process = supervisor.process(SumOfSquares.class, 5).start();
      assertThat(process.result().join()).isEqualTo(30);
      RunSummary summary = supervisor.finish();
      assertThat(summary.count(TaskStatus.SUCCEEDED)).as("it and its five").isEqualTo(6);
      assertThat(summary.workers()).hasSize(2);
    }
  }

  @Test
  void what_it_has_asked_for_ends_when_it_is_killed() throws Exception {
    try (Supervisor supervisor = Supervisor.builder().workers(1).start()) {
      supervisor.register(Waiting.class);
      TaskProcess<String> process = supervisor.process(Asking.class, file("runs")).start();
      Reeve.awaitText(folder.resolve("runs"), "");
      process.kill();
      assertThat(supervisor.finish().count(TaskStatus.CANCELLED)).isEqualTo(2);
    }
  }

  @Test
  void a_daemon_that_asks_for_tasks_for_ever_does_not_hold_up_the_end() throws Exception {
    Supervisor supervisor = Supervisor.builder().workers(1).processesOnly().start();
    supervisor.register(Square.class);
    TaskProcess<String> daemon =
        supervisor.process(AskingOn.class, file("asked")).daemon(true).start();
    Reeve.awaitText(folder.resolve("asked"), "");
    assertThat(supervisor.finish().unjoined()).isEmpty();
    assertThat(daemon.isAlive()).isFalse();
  }

  private static boolean takesNoMore(Supervisor supervisor) {
    try {
      supervisor.process(Pid.class, "");
      return false;
    } catch (IllegalStateException e) {
      return true;
    }
  }

  private String file(String name) {
    return folder.resolve(name).toString();
  }
}
