package dev.reeve.supervisor.each;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The first arguments of several sources together, then the second ones, and so on. The first
 * source is read as it comes, the others into memory.
 */
final class LinkedRows implements ArgumentRows {
  private final List<ArgumentSource> sources;
  private final boolean cycles;
  private final List<List<Argument>> others = new ArrayList<>();
  private final List<Argument> firsts = new ArrayList<>();
  private int longest;
  private int row;
  private boolean isRead;

  /**
   * @param cycles whether shorter sources begin again; otherwise the shortest one ends them all
   */
  LinkedRows(List<ArgumentSource> sources, boolean cycles) {
    this.sources = List.copyOf(sources);
    this.cycles = cycles;
  }

  @Override
  public @Nullable ArgumentRow next() throws IOException {
    readOthers();
    for (List<Argument> other : others) {
      if (cycles ? other.isEmpty() : row >= other.size()) {
        return null;
      }
    }
    Argument first = first();
    if (first == null) {
      return null;
    }
    ArgumentRow values = ArgumentRow.of(first);
    for (List<Argument> other : others) {
      values = values.with(ArgumentRow.of(other.get(row % other.size())));
    }
    row++;
    return values;
  }

  private void readOthers() throws IOException {
    if (isRead) {
      return;
    }
    isRead = true;
    for (ArgumentSource source : sources.subList(1, sources.size())) {
      List<Argument> all = new ArrayList<>();
      for (Argument each; (each = source.next()) != null; ) {
        all.add(each);
      }
      others.add(all);
      longest = Math.max(longest, all.size());
    }
  }

  private @Nullable Argument first() throws IOException {
    Argument fresh = sources.get(0).next();
    if (fresh != null) {
      if (cycles && firsts.size() < longest) {
        firsts.add(fresh);
      }
      return fresh;
    }
    return cycles && row < longest && !firsts.isEmpty() ? firsts.get(row % firsts.size()) : null;
  }

  @Override
  public void close() throws IOException {
    for (ArgumentSource source : sources) {
      source.close();
    }
  }
}
