package dev.reeve.shared.server;

import dev.reeve.json.Json;
import dev.reeve.protocol.SharedRefusal;
import dev.reeve.protocol.SharedResult;
import java.util.Collection;

/** The factory of results that hold many values, which must fit into one message. */
final class MultiValueResults {
  private final int mostBytes;

  MultiValueResults(int mostBytes) {
    this.mostBytes = mostBytes;
  }

  /** Returns the most bytes that a result may have. */
  int mostBytes() {
    return mostBytes;
  }

  SharedResult array(Collection<Json> values) throws RefusedException {
    long bytes = 2;
    for (Json value : values) {
      bytes += value.length() + 1;
    }
    if (bytes > mostBytes) {
      throw new RefusedException(
          SharedRefusal.LIMIT,
          "the values take " + bytes + " bytes, more than the " + mostBytes + " of one answer");
    }
    return SharedResult.of(Json.array(values));
  }

  /** Returns an empty piece of a larger object. */
  Piece newPiece() {
    return new Piece(this);
  }
}
