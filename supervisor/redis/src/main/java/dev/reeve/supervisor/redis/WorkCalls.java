package dev.reeve.supervisor.redis;

import static dev.reeve.supervisor.redis.RedisServer.bytes;

import dev.reeve.json.Json;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import redis.clients.jedis.StreamEntryID;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.params.XReadGroupParams;
import redis.clients.jedis.resps.StreamEntryBinary;

/** What a supervisor asks of a server: tasks, leases, ends. */
final class WorkCalls {
  private static final int MOST_RENEWED = 200;
  private static final int MOST_BYTES_TAKEN = 16 << 20;
  private static final int MOST_MOVED = 100;
  private static final int MOST_MOVES = 20;

  private final RedisServer server;
  private final String supervisor;

  WorkCalls(RedisServer server, String supervisor) {
    this.server = server;
    this.supervisor = supervisor;
  }

  RedisServer server() {
    return server;
  }

  /** Takes waiting tasks; returns none if none wait. */
  List<TakenRow> take(int most) throws BrokerException {
    return TakenRow.read(
        server.run(Script.TAKE, bytes(supervisor), bytes(most), bytes(MOST_BYTES_TAKEN)));
  }

  /** Waits for tasks, and takes one of each lane at most. */
  List<TakenRow> await(Duration time) throws BrokerException {
    IdentityHashMap<byte[], StreamEntryID> lanes = new IdentityHashMap<>();
    for (String stream : server.queue().tasks()) {
      lanes.put(bytes(stream), StreamEntryID.XREADGROUP_UNDELIVERED_ENTRY);
    }
    XReadGroupParams wait = new XReadGroupParams().count(1).block((int) time.toMillis());
    return server.ask(
        redis -> {
          List<TakenRow> rows = new ArrayList<>();
          List<Map.Entry<byte[], List<StreamEntryBinary>>> read =
              redis.xreadGroupBinary(bytes(RedisServer.GROUP), bytes(supervisor), wait, lanes);
          if (read != null) {
            for (Map.Entry<byte[], List<StreamEntryBinary>> stream : read) {
              String key = RedisServer.text(stream.getKey());
              String lane = key.substring(key.lastIndexOf(':') + 1);
              stream.getValue().forEach(entry -> rows.add(row(redis, lane, entry)));
            }
          }
          return rows;
        });
  }

  private TakenRow row(UnifiedJedis redis, String lane, StreamEntryBinary entry) {
    String id = "";
    byte[] task = {};
    byte[] file = {};
    for (Map.Entry<byte[], byte[]> field : entry.getFields().entrySet()) {
      switch (RedisServer.text(field.getKey())) {
        case "id" -> id = RedisServer.text(field.getValue());
        case "task" -> task = field.getValue();
        case "file" -> file = field.getValue();
        default -> {}
      }
    }
    List<String> before =
        id.isEmpty()
            ? List.of()
            : redis.hmget(server.queue().task(id), "attempts", "deaths", "takeovers");
    return new TakenRow(
        lane,
        entry.getID().toString(),
        1,
        id,
        Json.ofUtf8(task),
        count(before, 0),
        count(before, 1),
        count(before, 2),
        ByteBuffer.wrap(file));
  }

  private static int count(List<String> numbers, int index) {
    return index < numbers.size() ? TakenRow.count(numbers.get(index)) : 0;
  }

  /** Takes over tasks whose lease has ended. */
  List<TakenRow> takeOver(Duration lease, int most) throws BrokerException {
    return TakenRow.read(
        server.run(Script.TAKE_OVER, bytes(supervisor), bytes(lease.toMillis()), bytes(most)));
  }

  /** The answer to a renewal. */
  enum Renewed {
    HELD,
    LOST,
    CANCEL
  }

  /** Renews leases, and returns the answer for each. */
  List<Renewed> renew(List<TakenTask> tasks) throws BrokerException {
    List<byte[][]> calls = new ArrayList<>();
    for (int from = 0; from < tasks.size(); from += MOST_RENEWED) {
      calls.add(renewal(tasks.subList(from, Math.min(tasks.size(), from + MOST_RENEWED))));
    }
    List<Renewed> answers = new ArrayList<>();
    for (byte[][] call : calls) {
      for (Object each : (List<?>) server.run(Script.RENEW, call)) {
        answers.add(
            switch (RedisServer.text(each)) {
              case "held" -> Renewed.HELD;
              case "cancel" -> Renewed.CANCEL;
              default -> Renewed.LOST;
            });
      }
    }
    return answers;
  }

  private byte[][] renewal(List<TakenTask> tasks) {
    byte[][] arguments = new byte[1 + 4 * tasks.size()][];
    arguments[0] = bytes(supervisor);
    int at = 1;
    for (TakenTask task : tasks) {
      arguments[at++] = bytes(task.row().lane());
      arguments[at++] = bytes(task.row().entry());
      arguments[at++] = bytes(task.row().deliveries());
      arguments[at++] = bytes(task.id());
    }
    return arguments;
  }

  /** Sends ends of tasks; returns for each the server's answer, or its refusal. */
  List<Object> end(Script script, List<TaskEnd> ends) throws BrokerException {
    List<byte[][]> calls = new ArrayList<>(ends.size());
    for (TaskEnd each : ends) {
      calls.add(each.arguments(supervisor));
    }
    return server.runAll(script, calls);
  }

  /**
   * Lets delayed tasks wait that are due; returns the time until the next, at most that. It is zero
   * if there are too many for one time.
   */
  Duration moveDue(Duration longest) throws BrokerException {
    List<?> answer = List.of();
    for (int i = 0; i < MOST_MOVES; i++) {
      answer = (List<?>) server.run(Script.MOVE_DUE, bytes(MOST_MOVED));
      if (RedisServer.number(answer.get(0)) < MOST_MOVED) {
        break;
      }
    }
    long millis = RedisServer.number(answer.get(1));
    return millis < 0 || millis > longest.toMillis() ? longest : Duration.ofMillis(millis);
  }

  /** Forgets supervisors that have been away for that time and hold nothing. */
  void forgetOthers(Duration away) throws BrokerException {
    Object unused = server.run(Script.FORGET_SUPERVISORS, bytes(""), bytes(away.toMillis()));
  }

  /** Forgets this supervisor, if it holds nothing. */
  void leave() throws BrokerException {
    Object unused =
        server.run(Script.FORGET_SUPERVISORS, bytes(supervisor), bytes(Long.MAX_VALUE >> 1));
  }
}
