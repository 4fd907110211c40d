package dev.reeve.shared.client;

import dev.reeve.json.Json;
import java.util.ArrayList;
import java.util.List;

/** Splits many values into arrays that each travel in one call, so that none is too long. */
final class CallPieces {
  /** Bytes of values that travel in one call: far below the limit of a message. */
  static final int MAX_BYTES = 32 << 10;

  private CallPieces() {}

  /**
   * Returns arrays of these values, in their order.
   *
   * @param together number of values that must not be parted, such as 2 for keys with their values
   */
  static List<Json> of(List<Json> values, int together) {
    List<Json> arrays = new ArrayList<>();
    int start = 0;
    long bytes = 0;
    for (int at = 0; at < values.size(); at += together) {
      long more = lengthOf(values.subList(at, at + together));
      if (at > start && bytes + more > MAX_BYTES) {
        arrays.add(Json.array(values.subList(start, at)));
        start = at;
        bytes = 0;
      }
      bytes += more;
    }
    if (start < values.size()) {
      arrays.add(Json.array(values.subList(start, values.size())));
    }
    return arrays;
  }

  /** Returns how many items from {@code start} on one call can put: of one rank, few bytes. */
  static int countOfOneRank(List<Json> items, List<Long> ranks, int start, int most) {
    int count = 1;
    long bytes = items.get(start).length();
    while (count < Math.min(most, items.size() - start)
        && bytes + items.get(start + count).length() < MAX_BYTES
        && ranks.get(start + count).equals(ranks.get(start))) {
      bytes += items.get(start + count).length() + 1;
      count++;
    }
    return count;
  }

  private static long lengthOf(List<Json> values) {
    long bytes = 0;
    for (Json value : values) {
      bytes += value.length() + 1;
    }
    return bytes;
  }
}
