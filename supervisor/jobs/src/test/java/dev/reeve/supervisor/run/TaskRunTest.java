package dev.reeve.supervisor.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.reeve.json.Json;
import dev.reeve.supervisor.job.SourceEntry;
import dev.reeve.supervisor.job.TaskSource;
import dev.reeve.supervisor.model.RunEnding;
import dev.reeve.supervisor.model.Task;
import dev.reeve.supervisor.model.TaskResult;
import dev.reeve.supervisor.model.TaskStatus;
import dev.reeve.supervisor.results.OutputFailure;
import dev.reeve.supervisor.results.RecordBatch;
import dev.reeve.supervisor.results.RecordOutput;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** Runs with a source and an output of a program's own, and a pool without processes. */
final class TaskRunTest {
  private final Queue source = new Queue();
  private final Collected output = new Collected();
  private final List<Throwable> sourceFailures = new CopyOnWriteArrayList<>();
  private final List<OutputFailure> outputFailures = new CopyOnWriteArrayList<>();

  /** A stream whose entries a test adds while the run goes on. */
  private static final class Queue implements TaskSource {
    private final BlockingQueue<Task> tasks = new LinkedBlockingQueue<>();
    private final AtomicReference<Thread> reader = new AtomicReference<>();
    private long seq;

    void add(int count) {
      for (int i = 0; i < count; i++) {
        seq++;
        tasks.add(Task.of(seq, "t" + seq, "echo", Json.NULL));
      }
    }

    @Override
    public SourceEntry next() throws InterruptedException {
      reader.set(Thread.currentThread());
      return new SourceEntry.Ready(tasks.take());
    }
  }

  /** Keeps the results that it gets. */
  private static class Collected implements RecordOutput {
    final List<Long> written = new CopyOnWriteArrayList<>();
    volatile boolean closed;

    @Override
    public void write(RecordBatch batch) throws IOException {
      batch.results().stream().map(TaskResult::seq).forEach(written::add);
    }

    @Override
    public void close() {
      closed = true;
    }
  }

  private RunBuilder builder(TaskSource tasks, FakePool pool) {
    return new RunBuilder(tasks, pool)
        .listener(
            new RunListener() {
              @Override
              public void outputFailed(OutputFailure failure) {
                outputFailures.add(failure);
              }

              @Override
              public void sourceFailed(Throwable failure) {
                sourceFailures.add(failure);
              }
            });
  }

  private static CompletableFuture<RunOutcome> inBackground(TaskRun run) {
    CompletableFuture<RunOutcome> outcome = new CompletableFuture<>();
    Thread thread =
        new Thread(
            () -> {
              try {
                outcome.complete(run.run());
              } catch (InterruptedException | RuntimeException e) {
                outcome.completeExceptionally(e);
              }
            });
    thread.setDaemon(true);
    thread.start();
    return outcome;
  }

  private static FakePool succeeding() {
    return FakePool.answering(task -> TaskStatus.SUCCEEDED);
  }

  @Test
  void an_output_that_needs_tasks_gets_them_and_otherwise_they_are_not_kept() throws Exception {
    for (boolean needed : new boolean[] {true, false}) {
      List<Task> tasks = new CopyOnWriteArrayList<>();
      Collected output =
          new Collected() {
            @Override
            public boolean needsTasks() {
              return needed;
            }

            @Override
            public void write(RecordBatch batch) throws IOException {
              for (int i = 0; i < batch.results().size(); i++) {
                Task task = batch.task(i);
                if (task != null) {
                  tasks.add(task);
                }
              }
              super.write(batch);
            }
          };
      try (TaskRun run =
          builder(new FakeJob(1).task().end(), succeeding()).output(output).build()) {
        RunOutcome unused = run.run();
      }
      assertThat(output.written).hasSize(1);
      assertThat(tasks).hasSize(needed ? 1 : 0);
    }
  }

  @Test
  void every_task_is_run_recorded_and_counted() throws InterruptedException {
    FakeJob job = new FakeJob(3).task().task().task().end();
    FakePool pool = succeeding();
    RunOutcome outcome = builder(job, pool).output(output).build().run();
    assertThat(output.written).containsExactly(1L, 2L, 3L);
    assertThat(output.closed).isTrue();
    assertThat(pool.finished).isTrue();
    assertThat(outcome.summary().ending()).isEqualTo(RunEnding.COMPLETED);
    assertThat(outcome.summary().total()).isEqualTo(3);
    assertThat(outcome.allSucceeded()).isTrue();
    assertThat(outcome.outputFailure()).isNull();
    assertThat(outcome.sourceFailure()).isNull();
  }

  @Test
  void one_task_that_fails_and_the_run_has_not_succeeded() throws InterruptedException {
    FakeJob job = new FakeJob(2).task().task().end();
    FakePool pool =
        FakePool.answering(task -> task.seq() == 2 ? TaskStatus.FAILED : TaskStatus.SUCCEEDED);
    assertThat(builder(job, pool).build().run().allSucceeded()).isFalse();
  }

  @Test
  void a_run_drained_by_another_thread_leaves_the_stream_and_ends_its_reader()
      throws InterruptedException {
    source.add(2);
    TaskRun run = builder(source, succeeding()).output(output).build();
    CompletableFuture<RunOutcome> outcome = inBackground(run);
    await().until(() -> output.written.size() == 2);
    run.drain("enough");
    RunOutcome ended = outcome.join();
    source.reader.get().join();
    source.add(1);
    assertThat(source.tasks).hasSize(1);
    assertThat(output.written).containsExactly(1L, 2L);
    assertThat(ended.summary().ending()).isEqualTo(RunEnding.STOPPED);
    assertThat(ended.sourceFailure()).isNull();
    assertThat(sourceFailures).isEmpty();
  }

  @Test
  void a_task_that_was_read_while_the_run_was_drained_gets_its_record()
      throws InterruptedException {
    CountDownLatch interrupted = new CountDownLatch(1);
    TaskSource late =
        () -> {
          try {
            source.next();
          } catch (InterruptedException e) {
            interrupted.countDown();
          }
          return new SourceEntry.Ready(Task.of(7, "late", "echo", Json.NULL));
        };
    FakePool pool = succeeding();
    TaskRun run = builder(late, pool).output(output).build();
    CompletableFuture<RunOutcome> outcome = inBackground(run);
    await().until(() -> source.reader.get() != null);
    run.drain("enough");
    interrupted.await();
    assertThat(outcome.join().summary().total()).isEqualTo(1);
    assertThat(output.written).containsExactly(7L);
  }

  @Test
  void a_run_stopped_before_it_began_reads_nothing_of_a_stream() throws InterruptedException {
    source.add(1);
    TaskRun run = builder(source, succeeding()).output(output).build();
    run.drain("changed my mind");
    assertThat(run.run().summary().total()).isZero();
    assertThat(source.tasks).hasSize(1);
  }

  @Test
  void a_document_is_recorded_to_its_end_after_a_drain() throws InterruptedException {
    FakeJob job = new FakeJob(3).task().task().task().end();
    TaskRun run =
        builder(job, FakePool.answering(task -> TaskStatus.SKIPPED)).output(output).build();
    run.drain("enough");
    assertThat(run.run().summary().count(TaskStatus.SKIPPED)).isEqualTo(3);
    assertThat(output.written).containsExactly(1L, 2L, 3L);
  }

  @Test
  void an_output_that_fails_drains_the_run_and_the_others_get_what_is_left()
      throws InterruptedException {
    Collected full =
        new Collected() {
          @Override
          public void write(RecordBatch batch) throws IOException {
            throw new IOException("no space left");
          }
        };
    FakePool pool = succeeding();
    source.add(3);
    RunOutcome outcome = builder(source, pool).output(full).output(output).build().run();
    String message = "cannot write results any more: no space left";
    assertThat(pool.stops).containsExactly("drain: " + message);
    assertThat(outputFailures).extracting(OutputFailure::message).containsExactly(message);
    assertThat(outcome.outputFailure()).isEqualTo(outputFailures.get(0));
    assertThat(output.written).isNotEmpty();
    assertThat(full.closed).isTrue();
  }

  @Test
  void a_source_that_breaks_off_is_told_and_what_was_read_is_run() throws InterruptedException {
    FakeJob job = FakeJob.stream().task().breaksOff("disk on fire");
    RunOutcome outcome = builder(job, succeeding()).output(output).build().run();
    assertThat(sourceFailures).singleElement().isSameAs(outcome.sourceFailure());
    assertThat(outcome.sourceFailure()).hasMessage("disk on fire");
    assertThat(output.written).containsExactly(1L);
  }

  @Test
  void an_output_that_stalls_holds_up_a_run_that_was_stopped_for_a_bounded_time() {
    CountDownLatch stalled = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    Collected stalling =
        new Collected() {
          @Override
          public void write(RecordBatch batch) throws IOException {
            stalled.countDown();
            try {
              goOn.await();
            } catch (InterruptedException e) {
              throw new IOException(e);
            }
          }
        };
    source.add(2);
    TaskRun run = builder(source, succeeding()).output(stalling).build();
    CompletableFuture<RunOutcome> outcome = inBackground(run);
    await().until(() -> stalled.getCount() == 0);
    run.stopNow("enough");
    assertThat(outcome.join().summary().ending()).isEqualTo(RunEnding.STOPPED);
    goOn.countDown();
  }

  @Test
  void a_pool_that_has_failed_is_not_waited_for_by_the_reader() {
    FakePool pool = FakePool.silent();
    source.add(2);
    TaskRun run = builder(source, pool).limits(new RunLimits(1, 1L << 30)).build();
    CompletableFuture<RunOutcome> outcome = inBackground(run);
    await().until(() -> pool.submitted.size() == 1);
    pool.stopping.complete(RunEnding.INTERNAL_ERROR);
    assertThat(outcome.join().summary().ending()).isEqualTo(RunEnding.INTERNAL_ERROR);
    assertThat(pool.submitted).containsExactly("t1");
  }

  @Test
  void a_fault_of_the_pool_stops_it_and_closes_the_outputs() {
    FakePool pool = succeeding();
    pool.fault = new IllegalStateException("Reeve failed");
    TaskRun run = builder(FakeJob.stream().task().end(), pool).output(output).build();
    assertThatThrownBy(run::run).isSameAs(pool.fault);
    assertThat(pool.stops).hasSize(1);
    assertThat(pool.finished).isTrue();
    assertThat(output.closed).isTrue();
  }

  @Test
  void closing_a_run_that_goes_on_stops_it_and_joins_everything() throws InterruptedException {
    FakePool pool = FakePool.silent();
    source.add(2);
    TaskRun run = builder(source, pool).output(output).build();
    CompletableFuture<RunOutcome> outcome = inBackground(run);
    await().until(() -> pool.submitted.size() == 2);
    run.close();
    source.reader.get().join();
    outcome.join();
    assertThat(pool.stops).containsExactly("stop: the run was closed before its end");
    assertThat(output.written).containsExactly(1L, 2L);
    assertThat(output.closed).isTrue();
  }

  @Test
  void closing_a_run_that_has_ended_changes_nothing() throws InterruptedException {
    FakePool pool = succeeding();
    TaskRun run = builder(FakeJob.stream().end(), pool).build();
    assertThat(run.run().allSucceeded()).isTrue();
    run.close();
    assertThat(pool.stops).isEmpty();
  }

  @Test
  void progress_counts_the_tasks_of_a_document_and_not_those_of_a_stream() {
    FakePool pool = FakePool.silent();
    assertThat(builder(new FakeJob(3), pool).build().progress().join().tasks()).isEqualTo(3);
    assertThat(builder(source, pool).build().progress().join().tasks()).isEqualTo(-1);
  }

  @Test
  void no_more_is_read_than_the_limits_allow() {
    FakePool pool = FakePool.silent();
    source.add(5);
    TaskRun run = builder(source, pool).limits(new RunLimits(2, 1L << 30)).build();
    CompletableFuture<RunOutcome> outcome = inBackground(run);
    await().until(() -> pool.submitted.size() == 2);
    pool.answerAll();
    await().until(() -> pool.submitted.size() == 4);
    assertThat(source.tasks).isEmpty();
    run.close();
    assertThat(outcome.join().summary().total()).isGreaterThanOrEqualTo(4);
  }

  @Test
  void limits_below_one_are_refused() {
    assertThatThrownBy(() -> new RunLimits(0, 1)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new RunLimits(1, 0)).isInstanceOf(IllegalArgumentException.class);
  }
}
