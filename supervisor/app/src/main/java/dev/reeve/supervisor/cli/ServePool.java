package dev.reeve.supervisor.cli;

import dev.reeve.supervisor.Supervisor;
import dev.reeve.supervisor.redis.BrokerPool;
import dev.reeve.supervisor.run.RunListener;
import dev.reeve.supervisor.run.RunOutcome;
import dev.reeve.supervisor.serve.TaskServer;

/** Where the tasks of a server run: on workers of its own, or on those of a broker. */
interface ServePool {

  /** Runs the server's tasks until it ends. */
  RunOutcome run(TaskServer server, RunListener listener) throws InterruptedException;

  /**
   * Changes the number of workers.
   *
   * @throws IllegalArgumentException if there are none of its own
   */
  void resize(int workers);

  /** Returns the pool of this process. */
  static ServePool of(Supervisor workers) {
    return new ServePool() {
      @Override
      public RunOutcome run(TaskServer server, RunListener listener) throws InterruptedException {
        return server.run(workers, listener);
      }

      @Override
      public void resize(int number) {
        workers.resize(number);
      }
    };
  }

  /** Returns the pool of a broker. */
  static ServePool of(BrokerPool broker) {
    return new ServePool() {
      @Override
      public RunOutcome run(TaskServer server, RunListener listener) throws InterruptedException {
        return server.run(broker, listener);
      }

      @Override
      public void resize(int number) {
        broker.resize(number);
      }
    };
  }
}
