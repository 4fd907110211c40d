package dev.reeve.supervisor.serve.http;

import java.io.IOException;
import java.time.Duration;
import org.eclipse.jetty.io.Content;
import org.jspecify.annotations.Nullable;

/** A body that fails with a {@link SlowException} if it comes too slowly. */
final class TimedBody implements Content.Source {
  private final Content.Source body;
  private final Duration slowest;
  private final long begin = System.nanoTime();
  private long bytes;

  /** The failure of a body that comes too slowly. */
  static final class SlowException extends IOException {
    private static final long serialVersionUID = 1L;

    SlowException() {
      super("the body comes too slowly");
    }
  }

  /**
   * @param slowest time for the first bytes
   */
  TimedBody(Content.Source body, Duration slowest) {
    this.body = body;
    this.slowest = slowest;
  }

  @Override
  public Content.@Nullable Chunk read() {
    Content.Chunk chunk = body.read();
    if (chunk == null || Content.Chunk.isFailure(chunk)) {
      return chunk;
    }
    bytes += chunk.remaining();
    if (System.nanoTime() - begin <= RequestBody.allowedNanos(bytes, slowest)) {
      return chunk;
    }
    chunk.release();
    return Content.Chunk.from(new SlowException());
  }

  @Override
  public void demand(Runnable demandCallback) {
    body.demand(demandCallback);
  }

  @Override
  public void fail(Throwable failure) {
    body.fail(failure);
  }
}
