package dev.reeve.supervisor.serve.http;

import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.function.ToDoubleFunction;

/** Numbers of a queue that several servers share, as they were seen last. */
final class BrokerQueueMetrics {
  private final BrokerQueueView shared;

  BrokerQueueMetrics(BrokerQueueView shared) {
    this.shared = shared;
  }

  /** Adds the numbers to those of the server. */
  void register(PrometheusRegistry registry) {
    GaugeWithCallback unusedTasks =
        GaugeWithCallback.builder()
            .name("reeve_broker_tasks")
            .help("Tasks in the queue that servers share.")
            .labelNames("broker", "state")
            .callback(
                callback -> {
                  for (BrokerQueue each : shared.last()) {
                    callback.call((double) each.waiting(), each.machine(), "waiting");
                    callback.call((double) each.running(), each.machine(), "running");
                    callback.call((double) each.delayed(), each.machine(), "delayed");
                    callback.call((double) each.dead(), each.machine(), "dead");
                  }
                })
            .register(registry);
    gauge(registry, "up", "Whether the broker answers.", each -> each.isUp() ? 1 : 0);
    gauge(registry, "bytes", "Bytes of tasks that have not ended.", BrokerQueue::bytes);
    gauge(registry, "oldest_seconds", "Age of the oldest task.", BrokerQueue::oldestSeconds);
    gauge(registry, "supervisors", "Supervisors that take tasks.", BrokerQueue::supervisors);
    gauge(
        registry,
        "takeovers",
        "Tasks that were taken over from lost supervisors, since the queue was made.",
        BrokerQueue::takeovers);
    gauge(
        registry,
        "lost_ends",
        "Ends of tasks that came too late, since the queue was made.",
        BrokerQueue::lostEnds);
  }

  private void gauge(
      PrometheusRegistry registry, String name, String help, ToDoubleFunction<BrokerQueue> value) {
    GaugeWithCallback unused =
        GaugeWithCallback.builder()
            .name("reeve_broker_" + name)
            .help(help)
            .labelNames("broker")
            .callback(
                callback ->
                    shared
                        .last()
                        .forEach(each -> callback.call(value.applyAsDouble(each), each.machine())))
            .register(registry);
  }
}
