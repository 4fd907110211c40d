package dev.reeve.supervisor.serve;

import dev.reeve.json.Json;
import dev.reeve.supervisor.job.TaskDefaults;
import dev.reeve.supervisor.run.RunOutcome;
import dev.reeve.supervisor.run.ScriptedPool;
import dev.reeve.supervisor.run.TaskRun;
import dev.reeve.supervisor.serve.http.HttpLimits;
import dev.reeve.supervisor.serve.http.HttpSetup;
import dev.reeve.supervisor.serve.http.ListenAddress;
import dev.reeve.supervisor.serve.http.RawClient;
import dev.reeve.supervisor.serve.queue.QueueBounds;
import dev.reeve.supervisor.serve.queue.TaskQueue;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/** A server whose pool has no processes. */
public final class ServerOfTest implements AutoCloseable {
  private final TaskServer server;
  private final ScriptedPool pool;
  private final List<String> messages = new CopyOnWriteArrayList<>();
  private final CompletableFuture<RunOutcome> outcome = new CompletableFuture<>();
  private final TaskQueue queue;

  private ServerOfTest(HttpSetup setup, TaskQueue queue, Map<String, Function<Json, Json>> handlers)
      throws IOException {
    this.queue = queue;
    server = TaskServer.open(setup, queue, messages::add);
    pool = new ScriptedPool(server.listener(), handlers);
    TaskRun run = pool.run(queue.source(), queue.output());
    Thread thread =
        new Thread(
            () -> {
              try {
                outcome.complete(server.run(run));
              } catch (InterruptedException | RuntimeException e) {
                outcome.completeExceptionally(e);
              }
            });
    thread.setDaemon(true);
    thread.start();
  }

  /** Starts one in a folder, with a Unix domain socket. */
  public static ServerOfTest in(Path folder) throws IOException {
    return start(setup(new ListenAddress.Unix(folder.resolve("s"))), QueueBounds.DEFAULT);
  }

  /** Returns usual settings. */
  public static HttpSetup setup(ListenAddress address) {
    return new HttpSetup(
        address,
        null,
        List.of(),
        HttpLimits.DEFAULT,
        new HttpSetup.Tasks(Path.of("").toAbsolutePath(), TaskDefaults.NONE, false));
  }

  /** Starts one. */
  public static ServerOfTest start(HttpSetup setup, QueueBounds bounds) throws IOException {
    return start(setup, bounds, Map.of());
  }

  /** Starts one with handlers of the test. */
  public static ServerOfTest start(
      HttpSetup setup, QueueBounds bounds, Map<String, Function<Json, Json>> handlers)
      throws IOException {
    return new ServerOfTest(setup, TaskQueue.inMemory(bounds), handlers);
  }

  public TaskServer server() {
    return server;
  }

  public ScriptedPool pool() {
    return pool;
  }

  public TaskQueue queue() {
    return queue;
  }

  public List<String> messages() {
    return messages;
  }

  /** Returns the outcome of the run, when it has ended. */
  public CompletableFuture<RunOutcome> outcome() {
    return outcome;
  }

  /** Returns the number of open connections. */
  public int connections() {
    return server.connections();
  }

  /** Connects. */
  public RawClient client() throws IOException {
    return RawClient.to(server.address());
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
