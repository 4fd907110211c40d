package dev.reeve.shared.client;

import dev.reeve.json.Json;
import dev.reeve.protocol.SharedCall;
import dev.reeve.protocol.SharedResult;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.function.Function;

/** A walk through an object whose values come in pieces, each with a call. One thread. */
final class PieceIterator<E> implements Iterator<E> {
  private final SharedCalls calls;
  private final SharedCall scan;
  private final Function<List<Json>, List<E>> reader;
  private Iterator<E> piece = Collections.emptyIterator();
  private long next;
  private boolean ended;

  /**
   * Makes a walk from the beginning.
   *
   * @param scan the call for a piece, without the number at which it begins
   * @param reader reads the values of a piece
   */
  PieceIterator(SharedCalls calls, SharedCall scan, Function<List<Json>, List<E>> reader) {
    this.calls = calls;
    this.scan = scan;
    this.reader = reader;
  }

  @Override
  public boolean hasNext() {
    while (!piece.hasNext() && !ended) {
      SharedResult result = calls.send(scan.number(next));
      ended = !result.done();
      if (result.done()) {
        piece = reader.apply(Objects.requireNonNull(result.value()).elements()).iterator();
        next = result.number();
      }
    }
    return piece.hasNext();
  }

  @Override
  public E next() {
    if (!hasNext()) {
      throw new NoSuchElementException("the walk has ended");
    }
    return piece.next();
  }
}
