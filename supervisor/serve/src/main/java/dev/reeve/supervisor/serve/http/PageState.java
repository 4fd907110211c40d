package dev.reeve.supervisor.serve.http;

import dev.reeve.supervisor.control.RunControl;
import dev.reeve.supervisor.control.RunStatus;
import dev.reeve.supervisor.model.PoolSnapshot.WorkerActivity;
import dev.reeve.supervisor.serve.page.LiveFacts;
import dev.reeve.supervisor.serve.page.PageFacts;
import dev.reeve.supervisor.serve.page.RunHistory;
import dev.reeve.supervisor.serve.page.RunningTask;
import dev.reeve.supervisor.serve.queue.QueueCounts;
import dev.reeve.supervisor.serve.queue.TaskQueue;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The state of the server as the page shows it. Thread-safe. */
final class PageState {
  private static final int MOST_RUNNING = 200;
  private static final long LONGEST_WAIT_SECONDS = 5;

  private final RunHistory history;
  private final TaskQueue queue;
  private final LiveTasks live;
  private final ServerContext server;
  private volatile String name = "server";

  PageState(RunHistory history, TaskQueue queue, LiveTasks live, ServerContext server) {
    this.history = history;
    this.queue = queue;
    this.live = live;
    this.server = server;
  }

  /** Tells the address, by which people know the server. */
  void setAddress(ListenAddress address) {
    name = address.toString();
  }

  /** Tells the history how many tasks wait. */
  void sample() {
    history.waiting(waiting(queue.counts()));
  }

  private long waiting(QueueCounts counts) {
    return counts.waiting() + Math.max(0, counts.running() - live.count());
  }

  /** Returns the state; also before the run has begun and after its end. */
  CompletableFuture<LiveFacts> now() {
    RunControl control = server.control();
    if (control == null) {
      return CompletableFuture.completedFuture(facts(null));
    }
    return server
        .shared()
        .refresh()
        .thenCompose(seen -> control.status())
        .orTimeout(LONGEST_WAIT_SECONDS, TimeUnit.SECONDS)
        .handle((status, failure) -> facts(failure == null ? status : null));
  }

  private LiveFacts facts(@Nullable RunStatus status) {
    QueueCounts counts = queue.counts();
    Map<Integer, String> workers = new LinkedHashMap<>();
    for (WorkerActivity worker : status == null ? List.<WorkerActivity>of() : status.workers()) {
      workers.put(worker.slot(), worker.state());
    }
    String heldBack = status == null ? null : status.heldBack();
    String message = heldBack == null ? server.shared().text() : heldBack;
    return new LiveFacts(
        new PageFacts(name, word(status), message, null, 0),
        counts.ended(),
        waiting(counts),
        running(),
        workers,
        status == null ? 0 : status.size());
  }

  private String word(@Nullable RunStatus status) {
    if (server.isDraining()) {
      return RunStatus.State.STOPPING.word();
    }
    return status == null ? "starting" : status.state().word();
  }

  /** Returns running tasks, in the order of their workers. */
  private List<RunningTask> running() {
    Instant now = Instant.now();
    List<RunningTask> running = new ArrayList<>();
    for (LiveTasks.Live each : live.some(MOST_RUNNING)) {
      Instant start = each.attempt().startedAt();
      running.add(
          new RunningTask(
              each.attempt().id(),
              each.attempt().handler(),
              each.attempt().worker().slot(),
              each.attempt().number(),
              start == null ? 0 : Math.max(0, Duration.between(start, now).toNanos() / 1e6),
              each.fraction(),
              each.message()));
    }
    running.sort(Comparator.comparingInt(RunningTask::slot).thenComparing(RunningTask::id));
    return running;
  }
}
