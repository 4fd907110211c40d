package dev.reeve.supervisor.serve.http;

import dev.reeve.supervisor.control.JsonObject;
import dev.reeve.supervisor.control.RunStatus;
import dev.reeve.supervisor.model.PoolSnapshot.WorkerActivity;
import dev.reeve.supervisor.model.WorkerReport;
import dev.reeve.supervisor.serve.queue.QueueCounts;
import dev.reeve.supervisor.serve.queue.QueuedTask;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** The numbers of a server in the text format of Prometheus. Thread-safe. */
final class ServerMetrics {
  static final String CONTENT_TYPE = PrometheusTextFormatWriter.CONTENT_TYPE;

  /** Names of handlers come from callers, and must not take memory without end. */
  private static final int MOST_HANDLERS = 200;

  private static final String OTHER = "other";
  private static final String HANDLER = "handler";
  private static final double[] SECONDS = {
    0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 1_800,
    7_200
  };
  private static final double[] ITEMS = {1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1_024};

  private final PrometheusRegistry registry = new PrometheusRegistry();
  private final Set<String> handlers = ConcurrentHashMap.newKeySet();
  private final Counter accepted =
      counter("reeve_tasks_accepted", "Tasks that were accepted.", HANDLER);
  private final Counter ended =
      counter("reeve_tasks_ended", "Tasks that have ended.", HANDLER, "status");
  private final Histogram wait =
      histogram(
          "reeve_task_wait_seconds",
          "Time from the acceptance of a task to the start of its last attempt.",
          SECONDS);
  private final Histogram run =
      histogram("reeve_task_run_seconds", "Run time of the last attempt at a task.", SECONDS);
  private final Histogram batchItems =
      histogram("reeve_batch_items", "Tasks in a batch that a worker got.", ITEMS);
  private final Counter batches =
      counter("reeve_batches_released", "Batches, by why they went.", HANDLER, "why");
  private final Counter workerStarts =
      counter("reeve_worker_starts", "Worker processes that were started.");
  private final Counter workerRestarts =
      counter("reeve_worker_restarts", "Worker processes that have replaced others.");
  private final Counter workerCrashes =
      counter("reeve_worker_crashes", "Worker processes that ended without being asked to.");
  private volatile @Nullable RunStatus status;

  /**
   * @param counts of the queue
   * @param liveTasks number of tasks that workers have
   * @param fileBytes of bodies that are kept in files
   */
  ServerMetrics(
      Supplier<QueueCounts> counts, Supplier<Integer> liveTasks, Supplier<Long> fileBytes) {
    GaugeWithCallback unusedTasks =
        GaugeWithCallback.builder()
            .name("reeve_tasks")
            .help("Tasks that have not ended.")
            .labelNames("state")
            .callback(
                callback -> {
                  QueueCounts now = counts.get();
                  int busy = liveTasks.get();
                  callback.call(
                      (double) Math.max(0, now.waiting() + now.running() - busy), "waiting");
                  callback.call(busy, "running");
                })
            .register(registry);
    gauge("reeve_queue_bytes", "Bytes of tasks that have not ended.", () -> counts.get().bytes());
    gauge(
        "reeve_queue_disk_bytes",
        "Bytes of files in the queue's folder.",
        () -> counts.get().diskBytes());
    gauge("reeve_kept_tasks", "Ended tasks that can be looked at.", () -> counts.get().kept());
    gauge("reeve_body_files_bytes", "Bytes of bodies in files.", fileBytes);
    gauge(
        "reeve_heap_used_bytes",
        "Heap of the supervisor that is in use.",
        () -> Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory());
    GaugeWithCallback unusedWorkers =
        GaugeWithCallback.builder()
            .name("reeve_workers")
            .help("Workers by what they do.")
            .labelNames("state")
            .callback(callback -> workerStates().forEach((state, n) -> callback.call(n, state)))
            .register(registry);
    workerGauge("reeve_worker_resident_bytes", "Resident memory.", WorkerMemoryLook::bytes);
  }

  /** Adds the numbers of a queue that several servers share. */
  void show(BrokerQueueView shared) {
    new BrokerQueueMetrics(shared).register(registry);
  }

  private Counter counter(String name, String help, String... labels) {
    return Counter.builder().name(name).help(help).labelNames(labels).register(registry);
  }

  private Histogram histogram(String name, String help, double... bounds) {
    return Histogram.builder()
        .name(name)
        .help(help)
        .labelNames(HANDLER)
        .classicOnly()
        .classicUpperBounds(bounds)
        .register(registry);
  }

  private void gauge(String name, String help, Supplier<? extends Number> value) {
    GaugeWithCallback unused =
        GaugeWithCallback.builder()
            .name(name)
            .help(help)
            .callback(callback -> callback.call(value.get().doubleValue()))
            .register(registry);
  }

  private void workerGauge(String name, String help, ToDoubleFunction<Long> value) {
    GaugeWithCallback unused =
        GaugeWithCallback.builder()
            .name(name)
            .help(help)
            .labelNames("slot")
            .callback(
                callback -> {
                  RunStatus now = status;
                  for (WorkerActivity worker :
                      now == null ? List.<WorkerActivity>of() : now.workers()) {
                    double bytes = worker.pid() == 0 ? -1 : value.applyAsDouble(worker.pid());
                    if (bytes >= 0) {
                      callback.call(bytes, Integer.toString(worker.slot()));
                    }
                  }
                })
            .register(registry);
  }

  private Map<String, Integer> workerStates() {
    Map<String, Integer> states = new TreeMap<>();
    RunStatus now = status;
    if (now != null) {
      for (WorkerActivity worker : now.workers()) {
        int unused = states.merge(worker.state(), 1, Integer::sum);
      }
    }
    return states;
  }

  private String label(String handler) {
    if (handlers.contains(handler) || (handlers.size() < MOST_HANDLERS && handlers.add(handler))) {
      return handler;
    }
    return OTHER;
  }

  void accepted(String handler) {
    accepted.labelValues(label(handler)).inc();
  }

  void ended(QueuedTask task, JsonObject record) {
    String handler = label(task.handler());
    ended.labelValues(handler, record.text("status")).inc();
    if (record.has("startedAt")) {
      Instant start = Instant.parse(record.text("startedAt"));
      double waited = Duration.between(task.acceptedAt(), start).toNanos() / 1e9;
      wait.labelValues(handler).observe(Math.max(0, waited));
      run.labelValues(handler).observe(record.real("durationMs") / 1e3);
    }
  }

  void batch(String handler, int items, String why) {
    String known = label(handler);
    batchItems.labelValues(known).observe(items);
    batches.labelValues(known, why).inc();
  }

  void workerStarted(boolean isRestart) {
    workerStarts.inc();
    if (isRestart) {
      workerRestarts.inc();
    }
  }

  void workerExited(WorkerReport report) {
    if (report.crashed()) {
      workerCrashes.inc();
    }
  }

  /**
   * Returns all numbers as text.
   *
   * @param now of the workers; null if it is not known
   */
  byte[] text(@Nullable RunStatus now) throws IOException {
    status = now;
    ByteArrayOutputStream out = new ByteArrayOutputStream(8192);
    PrometheusTextFormatWriter.create().write(out, registry.scrape());
    return out.toByteArray();
  }
}
