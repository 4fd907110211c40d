package dev.reeve.supervisor.each;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All combinations of several rows, the last changing fastest. The first ones are read as they
 * come, the others into memory.
 */
final class ProductRows implements ArgumentRows {
  private final List<ArgumentRows> sources;
  private final List<List<ArgumentRow>> others = new ArrayList<>();
  private @Nullable ArgumentRow first;
  private int[] places = {};
  private boolean isRead;

  ProductRows(List<ArgumentRows> sources) {
    this.sources = List.copyOf(sources);
  }

  @Override
  public @Nullable ArgumentRow next() throws IOException {
    if (!readOthers()) {
      return null;
    }
    if (first == null || !advance()) {
      first = sources.get(0).next();
    }
    return first == null ? null : row(first);
  }

  /** Returns false if one of them is empty, so that there is no combination. */
  private boolean readOthers() throws IOException {
    if (!isRead) {
      isRead = true;
      for (ArgumentRows source : sources.subList(1, sources.size())) {
        List<ArgumentRow> all = new ArrayList<>();
        for (ArgumentRow each; (each = source.next()) != null; ) {
          all.add(each);
        }
        others.add(all);
      }
      places = new int[others.size()];
    }
    return others.stream().noneMatch(List::isEmpty);
  }

  /** Moves to the next row of the same first one; returns false after the last. */
  private boolean advance() {
    for (int i = places.length - 1; i >= 0; i--) {
      if (++places[i] < others.get(i).size()) {
        return true;
      }
      places[i] = 0;
    }
    return false;
  }

  private ArgumentRow row(ArgumentRow start) {
    ArgumentRow row = start;
    for (int i = 0; i < places.length; i++) {
      row = row.with(others.get(i).get(places[i]));
    }
    return row;
  }

  @Override
  public void close() throws IOException {
    for (ArgumentRows source : sources) {
      source.close();
    }
  }
}
