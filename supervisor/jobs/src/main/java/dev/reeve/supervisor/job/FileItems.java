package dev.reeve.supervisor.job;

import java.util.List;

/** The files that a glob found: their paths, sorted. */
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
