package dev.reeve.shared.client;

import dev.reeve.json.Json;
import dev.reeve.protocol.SharedCall;
import dev.reeve.shared.SharedObjectException;
import dev.reeve.worker.mapping.ValueBinding;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Reads items that have been taken. An item that is not of the type goes back to where it was, and
 * the reader is told. Any thread.
 */
final class ItemReader<T> {
  private final SharedCalls calls;
  private final ValueBinding<T> values;
  private final Supplier<SharedCall> putBack;

  /**
   * Makes a reader.
   *
   * @param putBack makes a call without a value that puts an item back
   */
  ItemReader(SharedCalls calls, ValueBinding<T> values, Supplier<SharedCall> putBack) {
    this.calls = calls;
    this.values = values;
    this.putBack = putBack;
  }

  T read(@Nullable Json item) {
    try {
      return values.read(item);
    } catch (SharedObjectException e) {
      throw item == null ? e : putBack(List.of(item), e);
    }
  }

  List<T> readAll(@Nullable Json array) {
    return array == null ? values.readAll((Json) null) : readAll(array.elements());
  }

  /** Reads items up to the first that can't be read; throws if that is the first of all. */
  List<T> readAll(List<Json> items) {
    List<T> read = new ArrayList<>(items.size());
    for (Json item : items) {
      try {
        read.add(values.read(item));
      } catch (SharedObjectException e) {
        SharedObjectException told = putBack(items.subList(read.size(), items.size()), e);
        if (read.isEmpty()) {
          throw told;
        }
        return read;
      }
    }
    return read;
  }

  private SharedObjectException putBack(List<Json> items, SharedObjectException problem) {
    try {
      for (int i = items.size() - 1; i >= 0; i--) {
        calls.send(putBack.get().value(items.get(i)));
      }
    } catch (RuntimeException e) {
      problem.addSuppressed(e);
      return problem;
    }
    return new SharedObjectException(problem.getMessage() + "; it has been put back", problem);
  }
}
