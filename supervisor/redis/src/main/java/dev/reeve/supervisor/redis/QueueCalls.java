package dev.reeve.supervisor.redis;

import static dev.reeve.supervisor.redis.RedisServer.bytes;

import dev.reeve.json.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.StreamEntryID;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.resps.StreamConsumerInfo;
import redis.clients.jedis.resps.StreamEntry;
import redis.clients.jedis.resps.StreamPendingSummary;

/** What people ask of a queue on one server. */
final class QueueCalls {
  private static final String POLICY = "maxmemory_policy";

  private final RedisServer server;

  QueueCalls(RedisServer server) {
    this.server = server;
  }

  /**
   * Refuses a server that would lose tasks, or is too old.
   *
   * @throws BrokerException with a message for people
   */
  void requireUsable() throws BrokerException {
    Map<String, String> info = info();
    String version = info.getOrDefault("redis_version", "0");
    int major = Integer.parseInt("0" + version.replaceAll("\\D.*", ""));
    if (major < 7) {
      throw new BrokerException(
          "the broker %s is Redis %s; at least 7.0 is needed".formatted(server, version));
    }
    String policy = info.getOrDefault(POLICY, "noeviction");
    if (!policy.equals("noeviction")) {
      throw new BrokerException(
          "the broker %s would throw tasks away when its memory is full (maxmemory-policy %s); set it: redis-cli CONFIG SET maxmemory-policy noeviction"
              .formatted(server, policy));
    }
  }

  private Map<String, String> info() throws BrokerException {
    Object answer = infoText();
    Map<String, String> info = new HashMap<>();
    RedisServer.text(answer)
        .lines()
        .forEach(
            line -> {
              int colon = line.indexOf(':');
              if (colon > 0) {
                info.put(line.substring(0, colon), line.substring(colon + 1));
              }
            });
    return info;
  }

  /** Asks by a script, as all is asked; Redis 6 does not know its form, and tells its version. */
  private Object infoText() throws BrokerException {
    try {
      return server.runRead(Script.INFO);
    } catch (ServerAwayException e) {
      throw e;
    } catch (BrokerException e) {
      if (e.isRefusal() || !String.valueOf(e.getMessage()).contains("compiling script")) {
        throw e;
      }
      return server.read(redis -> redis.info("server"));
    }
  }

  BrokerCounts counts() throws BrokerException {
    Map<String, String> info = info();
    return server.read(redis -> counts(redis, info));
  }

  private BrokerCounts counts(UnifiedJedis redis, Map<String, String> info) {
    long all = 0;
    long running = 0;
    long oldest = Long.MAX_VALUE;
    Map<String, Long> supervisors = new TreeMap<>();
    for (String stream : server.queue().tasks()) {
      long length = redis.xlen(stream);
      all += length;
      if (redis.exists(stream)) {
        StreamPendingSummary pending = redis.xpending(stream, RedisServer.GROUP);
        running += pending.getTotal();
        addSupervisors(redis, stream, supervisors);
        List<StreamEntry> first =
            redis.xrange(stream, StreamEntryID.MINIMUM_ID, StreamEntryID.MAXIMUM_ID, 1);
        if (!first.isEmpty()) {
          oldest = Math.min(oldest, first.get(0).getID().getTime());
        }
      }
    }
    Map<String, Long> happened = new TreeMap<>();
    redis
        .hgetAll(server.queue().counts())
        .forEach((name, number) -> happened.put(name, RedisServer.number(number)));
    return new BrokerCounts(
        server.toString(),
        Math.max(0, all - running),
        running,
        redis.zcard(server.queue().delayed()),
        redis.xlen(server.queue().dead()),
        Math.max(0, RedisServer.number(redis.get(server.queue().bytes()))),
        age(oldest, number(info, "server_time_usec") / 1000),
        happened,
        supervisors,
        number(info, "used_memory"),
        number(info, "maxmemory"));
  }

  private static void addSupervisors(
      UnifiedJedis redis, String stream, Map<String, Long> supervisors) {
    for (StreamConsumerInfo each : redis.xinfoConsumers2(stream, RedisServer.GROUP)) {
      supervisors.merge(each.getName(), each.getPending(), Long::sum);
    }
  }

  /** Returns an age by the clock of the server, which entries have their time from. */
  private static @Nullable Duration age(long since, long now) {
    return since == Long.MAX_VALUE ? null : Duration.ofMillis(Math.max(0, now - since));
  }

  private static long number(Map<String, String> info, String name) {
    return Math.max(0, RedisServer.number(info.get(name)));
  }

  /** Returns dead tasks, the newest first. */
  List<DeadTask> dead(int most) throws BrokerException {
    return server.read(
        redis -> {
          List<DeadTask> dead = new ArrayList<>();
          List<StreamEntry> entries =
              redis.xrevrange(
                  server.queue().dead(), StreamEntryID.MAXIMUM_ID, StreamEntryID.MINIMUM_ID, most);
          for (StreamEntry each : entries) {
            String id = each.getFields().getOrDefault("id", "");
            byte[] record = redis.hget(bytes(server.queue().task(id)), bytes("record"));
            dead.add(
                new DeadTask(
                    server.toString(),
                    each.getID().toString(),
                    id,
                    Instant.ofEpochMilli(each.getID().getTime()),
                    Json.of(each.getFields().getOrDefault("task", "null")),
                    record == null ? null : Json.ofUtf8(record)));
          }
          return dead;
        });
  }

  /** Puts a dead task into the queue again; returns false if that cannot be. */
  boolean requeue(String entry) throws BrokerException {
    return server.run(Script.REQUEUE, bytes(entry)) != null;
  }

  /** Returns the record of a task; null if it has none. */
  byte @Nullable [] record(String id) throws BrokerException {
    return server.read(redis -> redis.hget(bytes(server.queue().task(id)), bytes("record")));
  }
}
