package dev.reeve.supervisor.redis;

import dev.reeve.json.Json;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the server tells of a task that a supervisor takes.
 *
 * @param lane word of its lane
 * @param entry in the stream of the lane
 * @param deliveries how often the entry has been delivered, from 1
 * @param id as the entry gives it; empty if it gives none
 * @param task JSON text
 * @param attempts that have ended before
 * @param deaths workers that have died with it before
 * @param takeovers supervisors that were lost with it before it was given back
 * @param file content of the file to which the payload's path leads; empty if it has none
 */
record TakenRow(
    String lane,
    String entry,
    int deliveries,
    String id,
    Json task,
    int attempts,
    int deaths,
    int takeovers,
    ByteBuffer file) {

  private static final int MOST = 1_000_000;

  /** Reads the answer of a script that takes tasks. */
  static List<TakenRow> read(Object answer) {
    List<TakenRow> rows = new ArrayList<>();
    for (Object each : (List<?>) answer) {
      List<?> row = (List<?>) each;
      rows.add(
          new TakenRow(
              RedisServer.text(row.get(0)),
              RedisServer.text(row.get(1)),
              Math.max(1, count(row.get(2))),
              RedisServer.text(row.get(3)),
              Json.ofUtf8((byte[]) row.get(4)),
              count(row.get(5)),
              count(row.get(6)),
              count(row.get(7)),
              ByteBuffer.wrap((byte[]) row.get(8))));
    }
    return rows;
  }

  /** Returns a number that other programs may have written. */
  static int count(@Nullable Object number) {
    return (int) Math.max(0, Math.min(MOST, RedisServer.number(number)));
  }

  /** Returns the number of bytes that it takes in memory. */
  int bytes() {
    return task.length() + file.remaining();
  }

  /** Returns how many supervisors were lost with the task. */
  int lostSupervisors() {
    return takeovers + deliveries - 1;
  }
}
