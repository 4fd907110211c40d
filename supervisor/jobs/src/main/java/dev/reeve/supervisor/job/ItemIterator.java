package dev.reeve.supervisor.job;

import java.io.Closeable;
import java.io.IOException;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/** An iterator over items that may read a file. */
interface ItemIterator extends Closeable {

  /** Returns the next item; null after the last. */
  @Nullable Item next() throws IOException;

  @Override
  default void close() throws IOException {}

  static ItemIterator of(Iterator<Item> items) {
    return () -> items.hasNext() ? items.next() : null;
  }
}
