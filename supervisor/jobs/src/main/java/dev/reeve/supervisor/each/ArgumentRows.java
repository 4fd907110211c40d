package dev.reeve.supervisor.each;

import java.io.Closeable;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A sequence of the arguments of tasks. One thread reads; another one may close it. */
interface ArgumentRows extends Closeable {

  /** Returns the next ones; null after the last. */
  @Nullable ArgumentRow next() throws IOException;

  @Override
  void close() throws IOException;
}
