package dev.reeve.shared.server;

import dev.reeve.json.Json;
import dev.reeve.protocol.SharedResult;
import java.util.ArrayList;
import java.util.List;

/** Some of the values of an object that a reader gets piece by piece, as its values may be many. */
final class Piece {
  /** Bytes of a piece: few messages are needed, and none of them delays other calls for long. */
  private static final int MOST_BYTES = 64 << 10;

  private final MultiValueResults results;
  private final List<Json> values = new ArrayList<>();
  private long bytesLeft;

  Piece(MultiValueResults results) {
    this.results = results;
    this.bytesLeft = Math.min(MOST_BYTES, results.mostBytes()) - 2L;
  }

  /** Adds values that belong together; returns false if they are for a later piece. */
  boolean add(List<Json> parts) {
    for (Json part : parts) {
      bytesLeft -= part.length() + 1;
    }
    if (bytesLeft < 0 && !values.isEmpty()) {
      return false;
    }
    values.addAll(parts);
    return true;
  }

  /**
   * Returns the values as an array; not done if there are none, because the reader has had all.
   *
   * @param next where the next piece begins
   */
  SharedResult result(long next) throws RefusedException {
    return values.isEmpty()
        ? SharedResult.NOT_DONE
        : new SharedResult(true, next, results.array(values).value(), false);
  }
}
