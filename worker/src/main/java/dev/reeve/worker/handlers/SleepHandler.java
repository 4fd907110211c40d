package dev.reeve.worker.handlers;

import dev.reeve.text.Durations;
import dev.reeve.worker.HandlerName;
import dev.reeve.worker.TaskContext;
import dev.reeve.worker.TaskHandler;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Waits for a duration. Ends at once when it is interrupted. */
@HandlerName("sleep")
public final class SleepHandler implements TaskHandler<SleepHandler.Request, Void> {

  /**
   * The time to wait.
   *
   * @param duration such as {@code 250ms}, {@code 5s}, {@code 1h30m}
   */
  public record Request(String duration) {
    public Request {
      parse(duration);
    }

    Duration length() {
      return parse(duration);
    }

    private static Duration parse(@Nullable String duration) {
      if (duration == null) {
        throw new IllegalArgumentException(
            "duration: is missing; write it like 250ms, 5s or 1h30m");
      }
      try {
        return Durations.parse(duration);
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException("duration: " + e.getMessage(), e);
      }
    }
  }

  @Override
  public @Nullable Void handle(Request request, TaskContext context) throws InterruptedException {
    CountDownLatch neverOpened = new CountDownLatch(1);
    boolean opened = neverOpened.await(request.length().toMillis(), TimeUnit.MILLISECONDS);
    if (opened) {
      throw new IllegalStateException("a latch was opened that is never opened");
    }
    return null;
  }
}
