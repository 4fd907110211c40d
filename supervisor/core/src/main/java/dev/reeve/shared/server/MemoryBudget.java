package dev.reeve.shared.server;

import dev.reeve.json.Json;
import dev.reeve.protocol.SharedRefusal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A limit for the bytes that all shared objects hold together. */
final class MemoryBudget {
  /** Bytes that a value roughly takes in addition to its own. */
  static final int ALLOWANCE = 64;

  private final long limit;
  private long used;

  MemoryBudget(long limit) {
    this.limit = limit;
  }

  static long sizeOf(@Nullable Json value) {
    return value == null ? 0 : value.length() + ALLOWANCE;
  }

  /** Takes {@code bytes} from the budget; refuses and takes nothing if they exceed the limit. */
  void take(long bytes) throws RefusedException {
    if (bytes > limit - used) {
      throw new RefusedException(
          SharedRefusal.LIMIT,
          "the shared objects hold "
              + used
              + " of at most "
              + limit
              + " bytes: "
              + bytes
              + " more do not fit");
    }
    used += bytes;
  }

  void take(@Nullable Json value) throws RefusedException {
    take(sizeOf(value));
  }

  void take(List<Json> values) throws RefusedException {
    take(sizeOf(values));
  }

  private static long sizeOf(List<Json> values) {
    long bytes = 0;
    for (Json value : values) {
      bytes += sizeOf(value);
    }
    return bytes;
  }

  /** Takes the space for a value even beyond the limit, as the value already exists. */
  void charge(Json value) {
    used += sizeOf(value);
  }

  void giveBack(List<Json> values) {
    giveBack(sizeOf(values));
  }

  void giveBack(long bytes) {
    used -= bytes;
  }

  void giveBack(@Nullable Json value) {
    giveBack(sizeOf(value));
  }

  long used() {
    return used;
  }
}
