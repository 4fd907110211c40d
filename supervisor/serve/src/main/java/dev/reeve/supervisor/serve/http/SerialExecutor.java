package dev.reeve.supervisor.serve.http;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** Runs actions one after the other, in their order, on threads of another executor. */
final class SerialExecutor implements Executor {
  private final Executor threads;
  private final Queue<Runnable> actions = new ArrayDeque<>();
  private boolean running;

  SerialExecutor(Executor threads) {
    this.threads = threads;
  }

  @Override
  public synchronized void execute(Runnable action) {
    actions.add(action);
    if (!running) {
      running = true;
      threads.execute(this::runAll);
    }
  }

  private void runAll() {
    for (Runnable action = next(); action != null; action = next()) {
      try {
        action.run();
      } catch (RuntimeException e) {
        // one event is lost; those that follow are not
      }
    }
  }

  private synchronized @Nullable Runnable next() {
    Runnable action = actions.poll();
    running = action != null;
    return action;
  }
}
