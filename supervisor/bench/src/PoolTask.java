import dev.reeve.worker.TaskContext;
import dev.reeve.worker.TaskHandler;
import java.util.concurrent.TimeUnit;

/** A task of {@link PoolTroubles}, which ends in the way that its kind names. Runs in workers. */
public final class PoolTask implements TaskHandler<PoolTask.Request, PoolTask.Answer> {
  /** The exit code of a worker that a task ends. */
  static final int EXIT_CODE = 7;

  private static final long LONG_SECONDS = 30;

  /** The ways to end. */
  public enum Kind {
    QUICK,
    LARGE,
    FAILS,
    ENDS_ITS_WORKER,
    ENDS_ITS_FIRST_WORKER,
    LASTS_TOO_LONG,
    CANCELLED
  }

  /** What to do; the answer repeats number and text. */
  public record Request(Kind kind, long number, String text) {}

  /** What was asked. */
  public record Answer(long number, String text) {}

  @Override
  public Answer handle(Request request, TaskContext context) throws InterruptedException {
    switch (request.kind) {
      case FAILS -> throw new IllegalStateException("task " + request.number + " fails");
      case ENDS_ITS_WORKER -> Runtime.getRuntime().halt(EXIT_CODE);
      case ENDS_ITS_FIRST_WORKER -> {
        if (context.attempt() == 1) {
          Runtime.getRuntime().halt(EXIT_CODE);
        }
      }
      case LASTS_TOO_LONG, CANCELLED -> TimeUnit.SECONDS.sleep(LONG_SECONDS);
      default -> {}
    }
    return new Answer(request.number, request.text);
  }
}
