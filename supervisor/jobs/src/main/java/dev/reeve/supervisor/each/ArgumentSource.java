package dev.reeve.supervisor.each;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A sequence of arguments. One thread reads; another one may close it. */
public interface ArgumentSource extends Closeable {

  /** Returns the next argument, perhaps after waiting for it; null after the last. */
  @Nullable Argument next() throws IOException;

  /** Returns the file that it reads; null if it reads none that has a name. */
  default @Nullable Path file() {
    return null;
  }

  @Override
  default void close() throws IOException {}

  /** Returns the arguments of a list. */
  static ArgumentSource of(List<String> arguments) {
    return of(arguments, Collections.nCopies(arguments.size(), null));
  }

  /**
   * Returns the arguments of a list.
   *
   * @param problems reason why an argument cannot be passed on, for each; null if it can
   */
  static ArgumentSource of(List<String> arguments, List<@Nullable String> problems) {
    Iterator<String> all = arguments.iterator();
    Iterator<@Nullable String> reasons = problems.iterator();
    return () -> all.hasNext() ? new Argument(all.next(), reasons.next()) : null;
  }
}
