package dev.reeve.supervisor.redis;

import static dev.reeve.supervisor.redis.RedisServer.bytes;

import dev.reeve.json.Json;
import dev.reeve.supervisor.model.CancelOutcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.AbstractPipeline;
import redis.clients.jedis.Response;
import redis.clients.jedis.StreamEntryID;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.params.XAddParams;
import redis.clients.jedis.params.XReadParams;
import redis.clients.jedis.resps.StreamEntry;

/** What a submitter asks of a server: to take tasks, and to tell their records. */
final class SubmitCalls {
  /** The most notices that are read at once. */
  static final int MOST_NOTICES = 1_000;

  /** Longer than the time between two looks of a {@link RecordCollector}. */
  private static final Duration SHARED_KEEP = Duration.ofMinutes(1);

  private final RedisServer server;
  private final String submitter;

  SubmitCalls(RedisServer server, String submitter) {
    this.server = server;
    this.submitter = submitter;
  }

  RedisServer server() {
    return server;
  }

  /** Submits tasks; returns for each the answer of the script, or the server's refusal. */
  List<Object> submit(List<SubmittedTask> tasks, SubmitLimits limits) throws BrokerException {
    List<byte[][]> calls = new ArrayList<>(tasks.size());
    for (SubmittedTask each : tasks) {
      calls.add(
          new byte[][] {
            bytes(each.id()),
            each.json().utf8(),
            bytes(Lane.of(each.task().priority()).word()),
            bytes(each.waits() ? submitter : ""),
            bytes(limits.maxTasks()),
            bytes(limits.maxBytes()),
            each.file()
          });
    }
    return server.runAll(Script.SUBMIT, calls);
  }

  /** Returns for each task whether the server has it already, also if it takes no new ones. */
  List<?> recognize(List<SubmittedTask> tasks) throws BrokerException {
    byte[][] arguments = new byte[1 + 2 * tasks.size()][];
    arguments[0] = bytes(submitter);
    for (int i = 0; i < tasks.size(); i++) {
      arguments[1 + 2 * i] = bytes(tasks.get(i).id());
      arguments[2 + 2 * i] = bytes(Script.sha1(tasks.get(i).json().utf8()));
    }
    return (List<?>) server.run(Script.RECOGNIZE, arguments);
  }

  /**
   * Removes records of this submitter. One for which another submitter may wait is kept for a
   * minute still.
   *
   * @return the number of those that were removed
   */
  long release(List<String> ids) throws BrokerException {
    byte[][] arguments = new byte[2 + ids.size()][];
    arguments[0] = bytes(submitter);
    arguments[1] = bytes(SHARED_KEEP.toSeconds());
    for (int i = 0; i < ids.size(); i++) {
      arguments[2 + i] = bytes(ids.get(i));
    }
    return (Long) server.run(Script.RELEASE, arguments);
  }

  /** A notice that a task has ended. */
  record Notice(StreamEntryID entry, String id) {}

  /** Waits for notices after that one. */
  List<Notice> await(StreamEntryID after, Duration time) throws BrokerException {
    String stream = server.queue().records(submitter);
    XReadParams wait = new XReadParams().count(MOST_NOTICES).block((int) time.toMillis());
    return server.ask(
        redis -> {
          List<Notice> notices = new ArrayList<>();
          List<Map.Entry<String, List<StreamEntry>>> read =
              redis.xread(wait, Map.of(stream, after));
          if (read != null) {
            for (StreamEntry each : read.get(0).getValue()) {
              notices.add(new Notice(each.getID(), each.getFields().getOrDefault("id", "")));
            }
          }
          return notices;
        });
  }

  /** Returns for each task its record; null if it has none. */
  List<@Nullable Json> records(List<String> ids) throws BrokerException {
    return server.ask(
        redis -> {
          List<Response<byte[]>> responses = new ArrayList<>();
          try (AbstractPipeline pipeline = redis.pipelined()) {
            for (String id : ids) {
              responses.add(pipeline.hget(bytes(server.queue().task(id)), bytes("record")));
            }
            pipeline.sync();
          }
          List<@Nullable Json> records = new ArrayList<>();
          for (Response<byte[]> each : responses) {
            records.add(record(each));
          }
          return records;
        });
  }

  private static @Nullable Json record(Response<byte[]> response) {
    try {
      byte[] record = RedisServer.answer(response);
      return record == null ? null : Json.ofUtf8(record);
    } catch (JedisDataException e) {
      return null; // another program has put something else there
    }
  }

  /** States of a task that the server has accepted. */
  enum Standing {
    /** It waits, runs or is delayed. */
    THERE,
    ENDED,
    /** Another program has removed it from the queue, where its id is known. */
    LOST,
    /** Nothing is known of it. */
    GONE
  }

  /**
   * What has become of a task.
   *
   * @param record null if it has not ended
   */
  record Found(Standing standing, @Nullable Json record) {}

  /** Returns what has become of tasks. */
  List<Found> lookFor(List<String> ids) throws BrokerException {
    byte[][] arguments = new byte[1 + 2 * ids.size()][];
    arguments[0] = bytes(WorkOptions.DEFAULT_KEEP.toSeconds());
    for (int i = 0; i < ids.size(); i++) {
      arguments[1 + 2 * i] = bytes(ids.get(i));
      arguments[2 + 2 * i] = bytes("");
    }
    List<Found> found = new ArrayList<>();
    for (Object each : (List<?>) server.run(Script.LOOK_FOR, arguments)) {
      found.add(found((List<?>) each));
    }
    return found;
  }

  /** Ends a task with that record, if it is lost; returns what has become of it. */
  Found endLost(String id, byte[] record) throws BrokerException {
    Object answer =
        server.run(Script.LOOK_FOR, bytes(WorkOptions.DEFAULT_KEEP.toSeconds()), bytes(id), record);
    return found((List<?>) ((List<?>) answer).get(0));
  }

  private static Found found(List<?> answer) {
    return switch (RedisServer.text(answer.get(0))) {
      case "ended" -> new Found(Standing.ENDED, Json.ofUtf8((byte[]) answer.get(1)));
      case "lost" -> new Found(Standing.LOST, null);
      case "gone" -> new Found(Standing.GONE, null);
      default -> new Found(Standing.THERE, null);
    };
  }

  /** Removes notices that are dealt with. */
  void remove(List<Notice> notices) throws BrokerException {
    if (!notices.isEmpty()) {
      StreamEntryID[] entries = notices.stream().map(Notice::entry).toArray(StreamEntryID[]::new);
      long unused = server.ask(redis -> redis.xdel(server.queue().records(submitter), entries));
    }
  }

  /**
   * Cancels a task.
   *
   * @param record of a task that ends so before it has started
   */
  CancelOutcome cancel(String id, byte[] record, Duration kept) throws BrokerException {
    Object answer = server.run(Script.CANCEL, bytes(id), record, bytes(kept.toSeconds()));
    return switch (RedisServer.text(answer)) {
      case "ended" -> CancelOutcome.ENDED;
      case "ending" -> CancelOutcome.ENDING;
      default -> CancelOutcome.UNKNOWN;
    };
  }

  /** Adds a notice that tells nothing. */
  void notifySelf() throws BrokerException {
    StreamEntryID unused =
        server.ask(
            redis ->
                redis.xadd(server.queue().records(submitter), new XAddParams(), Map.of("id", "")));
  }

  /** Removes what the server keeps for this submitter. */
  void leave() throws BrokerException {
    long unused = server.ask(redis -> redis.del(server.queue().records(submitter)));
  }
}
