package dev.reeve.supervisor.engine;

import dev.reeve.protocol.FromWorker;
import dev.reeve.supervisor.process.StartFailure;
import dev.reeve.supervisor.process.WorkerEvents;
import dev.reeve.supervisor.process.WorkerExit;
import dev.reeve.supervisor.process.WorkerKey;
import java.util.List;
import java.util.function.Predicate;

/**
 * Passes on to the loop what processes tell on their own threads; one that was given up may do so
 * even after the end.
 */
final class PostedWorkerEvents implements WorkerEvents {
  private final Engine engine;
  private final Predicate<Runnable> loop;

  /**
   * @param loop posts an event; false once it takes none any more
   */
  PostedWorkerEvents(Engine engine, Predicate<Runnable> loop) {
    this.engine = engine;
    this.loop = loop;
  }

  @Override
  public void started(WorkerKey key, long pid) {
    post(() -> engine.news().started(key, pid));
  }

  @Override
  public void startFailed(WorkerKey key, StartFailure failure) {
    post(() -> engine.news().startFailed(key, failure));
  }

  @Override
  public void messages(WorkerKey key, List<FromWorker> messages) {
    post(() -> engine.news().messages(key, messages));
  }

  @Override
  public void lastWords(WorkerKey key, List<FromWorker> messages) {
    post(() -> engine.news().lastWords(key, messages));
  }

  @Override
  public void protocolBroken(WorkerKey key, String why) {
    post(() -> engine.news().protocolBroken(key, why));
  }

  @Override
  public void joined(WorkerKey key, WorkerExit exit) {
    post(() -> engine.news().joined(key, exit));
  }

  private void post(Runnable news) {
    boolean unused = loop.test(news);
  }
}
