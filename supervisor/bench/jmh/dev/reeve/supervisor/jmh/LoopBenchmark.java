package dev.reeve.supervisor.jmh;

import dev.reeve.json.Json;
import dev.reeve.supervisor.engine.EventLoop;
import dev.reeve.supervisor.engine.task.EngineClock;
import dev.reeve.supervisor.engine.worker.EngineContext;
import dev.reeve.supervisor.engine.worker.PoolSettings;
import dev.reeve.supervisor.model.ResultListener;
import dev.reeve.supervisor.model.Task;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What the loop itself gets done: tasks from submission to result, with workers that answer at once
 * and no process, pipe or JSON between.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(2)
public class LoopBenchmark {
  private static final int TASKS = 10_000;

  /** Size of the pool. */
  @Param({"1", "2", "64"})
  public int workers;

  private final PromptLauncher launcher = new PromptLauncher();
  private EventLoop loop = newLoop(1);

  private EventLoop newLoop(int slots) {
    PoolSettings settings = PoolSettings.builder().workers(slots).build();
    EngineContext context = EngineContext.of(EngineClock.SYSTEM, (level, message) -> {});
    return new EventLoop(settings, launcher, context);
  }

  /** Starts the pool. */
  @Setup(Level.Trial)
  public void start() {
    loop = newLoop(workers);
    loop.start();
  }

  /** Joins it. */
  @TearDown(Level.Trial)
  public void finish() throws Exception {
    loop.noMoreTasks();
    loop.ended().get(1, TimeUnit.MINUTES);
  }

  /** Many tasks that wait in the queue. */
  @Benchmark
  @OperationsPerInvocation(TASKS)
  public void submitAtOnce() throws InterruptedException {
    run(TASKS);
  }

  /** One task, and the wait for its result. */
  @Benchmark
  public void submitAndWait() throws InterruptedException {
    run(1);
  }

  private void run(int count) throws InterruptedException {
    CountDownLatch ended = new CountDownLatch(count);
    ResultListener listener = result -> ended.countDown();
    for (int i = 1; i <= count; i++) {
      loop.submit(Task.of(i, "task", "echo", Json.NULL), listener);
    }
    ended.await();
  }
}
