package dev.reeve.supervisor.redis;

import dev.reeve.json.Json;
import dev.reeve.supervisor.job.TaskDefaults;
import dev.reeve.supervisor.model.CancelOutcome;
import dev.reeve.supervisor.model.SupervisorListener;
import dev.reeve.supervisor.run.RunOutcome;
import dev.reeve.supervisor.run.ScriptedPool;
import dev.reeve.supervisor.run.TaskRun;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/** A supervisor that takes tasks from a broker, without worker processes. */
final class FakeSupervisor implements AutoCloseable {
  private final List<String> messages = new CopyOnWriteArrayList<>();
  private final Broker broker;
  private final BrokerWork work;
  private final ScriptedPool pool;
  private final TaskRun run;
  private final CompletableFuture<RunOutcome> outcome = new CompletableFuture<>();

  FakeSupervisor(List<BrokerAddress> servers, WorkOptions options) throws IOException {
    this(servers, options, Map.of());
  }

  FakeSupervisor(
      List<BrokerAddress> servers, WorkOptions options, Map<String, Function<Json, Json>> handlers)
      throws IOException {
    this(servers, "jobs", options, handlers);
  }

  FakeSupervisor(
      List<BrokerAddress> servers,
      String queue,
      WorkOptions options,
      Map<String, Function<Json, Json>> handlers)
      throws IOException {
    broker = Broker.open(servers, queue, BrokerLogin.NONE, messages::add);
    work = broker.work(options, Path.of("/"), TaskDefaults.NONE, false);
    pool = new ScriptedPool(new SupervisorListener() {}, handlers);
    run = pool.run(work.source(), work.output());
    work.start(run);
    Thread thread =
        new Thread(
            () -> {
              try {
                outcome.complete(run.run());
              } catch (InterruptedException | RuntimeException e) {
                outcome.completeExceptionally(e);
              }
            },
            "fake-supervisor");
    thread.start();
  }

  /** Returns options with a short lease. */
  static WorkOptions shortLease() {
    return new WorkOptions(1, 0, Duration.ofSeconds(3), Duration.ofMinutes(1), 3);
  }

  ScriptedPool pool() {
    return pool;
  }

  List<String> messages() {
    return messages;
  }

  /** Cancels a task, as a user of this machine does. */
  CancelOutcome cancel(String id) {
    return run.cancel(id).join();
  }

  /** Stops it in order. */
  RunOutcome drain() {
    run.drain("the test is over");
    return outcome.join();
  }

  @Override
  public void close() {
    if (!outcome.isDone()) {
      RunOutcome unused = drain();
    }
    broker.close();
  }
}
