import dev.reeve.supervisor.Supervisor;
import dev.reeve.supervisor.TaskFuture;
import dev.reeve.supervisor.TaskOptions;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

/** One thread that submits tasks to a pool, some at a time, and judges how each ends. */
final class PoolSubmitter implements Runnable {
  private static final int AT_ONCE = 8;
  private static final Duration SHORT = Duration.ofMillis(150);

  /** A future that has not ended by then never will. */
  private static final long LIMIT_SECONDS = 300;

  private static final String LARGE = "é".repeat(150_000);

  private record Call(PoolTask.Request request, TaskFuture<PoolTask.Answer> future) {}

  private final Supervisor pool;
  private final Random random;
  private final long end;
  private final PoolTally tally;
  private final Deque<Call> calls = new ArrayDeque<>();
  private long number;

  PoolSubmitter(Supervisor pool, long seed, long end, PoolTally tally) {
    this.pool = pool;
    this.random = new Random(seed);
    this.end = end;
    this.tally = tally;
  }

  @Override
  public void run() {
    while (System.nanoTime() < end) {
      submit();
      if (calls.size() == AT_ONCE) {
        judge(calls.remove());
      }
    }
    while (!calls.isEmpty()) {
      judge(calls.remove());
    }
  }

  private void submit() {
    PoolTask.Kind kind = kind();
    String text = kind == PoolTask.Kind.LARGE ? LARGE : "text " + number;
    PoolTask.Request request = new PoolTask.Request(kind, number++, text);
    TaskOptions options = TaskOptions.DEFAULT.withPriority(random.nextInt(3));
    if (kind == PoolTask.Kind.LASTS_TOO_LONG) {
      options = options.withTimeout(SHORT);
    } else if (kind == PoolTask.Kind.ENDS_ITS_FIRST_WORKER) {
      options = options.withRetries(1);
    }
    TaskFuture<PoolTask.Answer> future = pool.submit(PoolTask.class, request, options);
    tally.submitted(kind);
    if (kind == PoolTask.Kind.CANCELLED && random.nextBoolean()) {
      future.cancel(true);
    }
    calls.add(new Call(request, future));
  }

  /** Mostly quick ones; each of the others ends a worker, or holds it for a while. */
  private PoolTask.Kind kind() {
    PoolTask.Kind[] kinds = PoolTask.Kind.values();
    return random.nextInt(40) > 0 ? PoolTask.Kind.QUICK : kinds[random.nextInt(kinds.length)];
  }

  private void judge(Call call) {
    if (call.request.kind() == PoolTask.Kind.CANCELLED) {
      call.future.cancel(true);
    }
    try {
      PoolTask.Answer answer = call.future.get(LIMIT_SECONDS, TimeUnit.SECONDS);
      boolean isRight =
          answer.number() == call.request.number() && answer.text().equals(call.request.text());
      tally.ended(call.request.kind(), isRight ? "succeeded" : "a wrong answer");
    } catch (CancellationException e) {
      tally.ended(call.request.kind(), "CancellationException");
    } catch (ExecutionException e) {
      tally.ended(call.request.kind(), e.getCause().getClass().getSimpleName());
    } catch (Exception e) {
      tally.ended(call.request.kind(), e.getClass().getSimpleName());
    }
  }
}
