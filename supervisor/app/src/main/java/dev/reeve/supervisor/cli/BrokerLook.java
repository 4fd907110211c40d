package dev.reeve.supervisor.cli;

import dev.reeve.supervisor.redis.Broker;
import dev.reeve.supervisor.redis.BrokerCounts;
import dev.reeve.supervisor.redis.BrokerException;
import dev.reeve.supervisor.serve.http.BrokerQueue;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Looks at the queue of a broker for a server's metrics and page, on a thread of its own. */
final class BrokerLook implements BrokerQueue.Look, AutoCloseable {
  private final Broker broker;
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(
          work -> {
            Thread created = new Thread(work, "reeve-broker-look");
            created.setDaemon(true);
            return created;
          });

  BrokerLook(Broker broker) {
    this.broker = broker;
  }

  @Override
  public CompletableFuture<List<BrokerQueue>> now() {
    return CompletableFuture.supplyAsync(this::look, thread);
  }

  private List<BrokerQueue> look() {
    List<BrokerQueue> queues = new ArrayList<>();
    List<String> away = new ArrayList<>(broker.addresses());
    try {
      for (BrokerCounts each : broker.counts()) {
        away.remove(each.server());
        queues.add(shared(each));
      }
    } catch (BrokerException e) {
      // all are away
    }
    away.forEach(each -> queues.add(BrokerQueue.away(each)));
    return queues;
  }

  private static BrokerQueue shared(BrokerCounts counts) {
    return new BrokerQueue(
        counts.server(),
        true,
        counts.waiting(),
        counts.running(),
        counts.delayed(),
        counts.dead(),
        counts.bytes(),
        counts.oldest() == null ? 0 : counts.oldest().toMillis() / 1e3,
        counts.happened().getOrDefault("takeovers", 0L),
        counts.happened().getOrDefault("lost", 0L),
        counts.supervisors().size());
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
