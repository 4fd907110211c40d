package dev.reeve.supervisor.cli;

import dev.reeve.json.Json;
import dev.reeve.supervisor.redis.BrokerPool;
import dev.reeve.supervisor.serve.queue.QueueListener;
import dev.reeve.supervisor.serve.queue.QueuedTask;

/** Tells a broker which records are in a server's folder, so that the broker may remove them. */
final class StoredRecords implements QueueListener {
  private final BrokerPool pool;

  StoredRecords(BrokerPool pool) {
    this.pool = pool;
  }

  @Override
  public void ended(QueuedTask task, Json record) {
    if (task.durable()) {
      pool.written(task.id());
    }
  }
}
