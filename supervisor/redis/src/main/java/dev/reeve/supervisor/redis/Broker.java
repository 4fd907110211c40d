package dev.reeve.supervisor.redis;

import dev.reeve.json.Json;
import dev.reeve.supervisor.job.TaskDefaults;
import dev.reeve.supervisor.model.ResultListener;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A queue of tasks in Redis that supervisors on many machines share. Several servers hold it
 * together: each task is on one of them, and supervisors take from all.
 *
 * <pre>{@code
 * List<BrokerAddress> servers = List.of(BrokerAddress.of("redis://10.0.0.5:6379/0"));
 * try (Broker broker = Broker.open(servers, "predict", BrokerLogin.NONE, System.err::println);
 *     BrokerPool pool = broker.pool(SubmitLimits.DEFAULT, Duration.ZERO)) {
 *   pool.submit(Task.of(1, "one", "echo", Json.of("{}")), result -> System.out.println(result));
 *   pool.finish();
 * }
 * }</pre>
 *
 * <p>A task runs at least once, and has one record. Its end counts only if the supervisor that
 * tells it holds the task at that moment. Thread-safe.
 */
public final class Broker implements AutoCloseable {
  private final List<RedisServer> servers = new ArrayList<>();
  private final Consumer<String> messages;

  private Broker(
      List<BrokerAddress> addresses,
      QueueName queue,
      BrokerLogin login,
      Consumer<String> messages) {
    this.messages = messages;
    for (BrokerAddress each : addresses) {
      servers.add(new RedisServer(each, login, queue));
    }
  }

  /**
   * Opens a queue, and checks each server that can be reached.
   *
   * @param addresses of one or more servers; all supervisors and submitters name the same ones
   * @param queue its name: 1 to 100 letters, digits, points, hyphens and underscores
   * @param messages are told what people should know, such as that a server is away
   * @throws BrokerException if no server can be reached, or one cannot be used: it is older than
   *     Redis 7, would throw tasks away when it is full, or refuses the user
   * @throws IllegalArgumentException if the name of the queue is none, or there is a certificate of
   *     the client and no encrypted connection
   */
  public static Broker open(
      List<BrokerAddress> addresses, String queue, BrokerLogin login, Consumer<String> messages)
      throws BrokerException {
    if (addresses.isEmpty()) {
      throw new IllegalArgumentException("a broker needs at least one server");
    }
    if (login.certificate() != null && addresses.stream().noneMatch(BrokerAddress::encrypted)) {
      throw new IllegalArgumentException(
          "a certificate can be shown over an encrypted connection only; name the server by rediss://");
    }
    Broker broker =
        new Broker(addresses.stream().distinct().toList(), new QueueName(queue), login, messages);
    try {
      broker.requireUsable();
      return broker;
    } catch (BrokerException | RuntimeException e) {
      broker.close();
      throw e;
    }
  }

  private void requireUsable() throws BrokerException {
    List<ServerAwayException> away = new ArrayList<>();
    for (RedisServer each : servers) {
      try {
        each.requireUsable();
      } catch (ServerAwayException e) {
        away.add(e);
      }
    }
    if (away.size() == servers.size()) {
      throw away.get(0);
    }
    away.forEach(each -> messages.accept(each.getMessage() + "; the others are used without it"));
  }

  /**
   * Returns the tasks that a supervisor takes.
   *
   * @param folder that paths in tasks are relative to
   * @param defaults limits of tasks that give none
   * @param allowsExec whether submitters may run any command on this machine
   */
  public BrokerWork work(
      WorkOptions options, Path folder, TaskDefaults defaults, boolean allowsExec) {
    return new BrokerWork(
        servers,
        SupervisorName.ofThis(),
        options,
        BrokerWork.parser(folder, defaults, allowsExec, options),
        messages);
  }

  /**
   * Returns a pool that submits tasks and waits for their records.
   *
   * @param grace time for which a drain waits for the records of accepted tasks
   */
  public BrokerPool pool(SubmitLimits limits, Duration grace) {
    return new BrokerPool(servers, UUID.randomUUID().toString(), limits, grace, messages);
  }

  /**
   * Returns a feed that submits tasks, and waits only until they are accepted.
   *
   * @param refused gets the results of tasks that the queue refuses: an id is taken, or a task is
   *     too long. It must not block
   */
  public BrokerFeed feed(SubmitLimits limits, ResultListener refused) {
    return new BrokerFeed(servers, limits, refused, messages);
  }

  /**
   * Returns what the queue holds, for each server that can be reached.
   *
   * @throws BrokerException if none can
   */
  public List<BrokerCounts> counts() throws BrokerException {
    List<BrokerCounts> counts = new ArrayList<>();
    BrokerException failure = null;
    for (RedisServer each : servers) {
      try {
        counts.add(new QueueCalls(each).counts());
      } catch (BrokerException e) {
        failure = e;
      }
    }
    if (counts.isEmpty() && failure != null) {
      throw failure;
    }
    return counts;
  }

  /** Returns the addresses of the servers. */
  public List<String> addresses() {
    return servers.stream().map(RedisServer::toString).toList();
  }

  /**
   * Returns dead tasks, the newest of each server first, at most so many of each that can be
   * reached.
   *
   * @throws BrokerException if none can
   */
  public List<DeadTask> dead(int most) throws BrokerException {
    List<DeadTask> dead = new ArrayList<>();
    BrokerException failure = null;
    boolean anyAnswers = false;
    for (RedisServer each : servers) {
      try {
        dead.addAll(new QueueCalls(each).dead(most));
        anyAnswers = true;
      } catch (BrokerException e) {
        failure = e;
      }
    }
    if (!anyAnswers && failure != null) {
      throw failure;
    }
    return dead;
  }

  /**
   * Puts a dead task into the queue again, as if it were new; returns false if it is gone, or if
   * another task with its id has been submitted since and has not ended.
   */
  public boolean requeue(DeadTask task) throws BrokerException {
    for (RedisServer each : servers) {
      if (each.toString().equals(task.server())) {
        return new QueueCalls(each).requeue(task.entry());
      }
    }
    return false;
  }

  /**
   * Returns the record of a task; null if it has not ended, was never submitted, or the record has
   * expired.
   */
  public @Nullable Json record(String id) throws BrokerException {
    for (RedisServer each : servers) {
      byte[] record = new QueueCalls(each).record(id);
      if (record != null) {
        return Json.ofUtf8(record);
      }
    }
    return null;
  }

  /** Returns the script with which programs in other languages submit tasks. */
  public static String submitScript() {
    return Script.SUBMIT.source();
  }

  /** Closes the connections. Pools and work of this broker must have ended. */
  @Override
  public void close() {
    servers.forEach(RedisServer::close);
  }
}
