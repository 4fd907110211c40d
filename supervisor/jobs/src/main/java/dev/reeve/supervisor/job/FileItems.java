package dev.reeve.supervisor.job;

import java.util.List;

/** The items of a {@code glob}: the paths of the files that it found, sorted. */
record FileItems(List<String> paths) implements ItemSource {
  FileItems {
    paths = List.copyOf(paths);
  }

  @Override
  public long count() {
    return paths.size();
  }

  @Override
  public ItemIterator open() {
    return ItemIterator.of(paths.stream().map(Item::ofText).iterator());
  }
}
