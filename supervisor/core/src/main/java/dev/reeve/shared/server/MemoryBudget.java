package dev.reeve.shared.server;

import dev.reeve.json.RawJson;
import dev.reeve.protocol.SharedRefusal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Counts the bytes that all shared objects hold together. */
final class MemoryBudget {
  /** Roughly what a value takes besides its bytes. */
  static final int ALLOWANCE = 64;

  private final long limit;
  private long used;

  MemoryBudget(long limit) {
    this.limit = limit;
  }

  static long sizeOf(@Nullable RawJson value) {
    return value == null ? 0 : value.length() + ALLOWANCE;
  }

  /** Takes so much, or refuses and takes nothing. */
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

  void take(@Nullable RawJson value) throws RefusedException {
    take(sizeOf(value));
  }

  void take(List<RawJson> values) throws RefusedException {
    take(sizeOf(values));
  }

  private static long sizeOf(List<RawJson> values) {
    long bytes = 0;
    for (RawJson value : values) {
      bytes += sizeOf(value);
    }
    return bytes;
  }

  /** Takes so much, also beyond the limit: it is there, and will be given back at once. */
  void charge(RawJson value) {
    used += sizeOf(value);
  }

  void giveBack(List<RawJson> values) {
    giveBack(sizeOf(values));
  }

  void giveBack(long bytes) {
    used -= bytes;
  }

  void giveBack(@Nullable RawJson value) {
    giveBack(sizeOf(value));
  }

  long used() {
    return used;
  }
}
