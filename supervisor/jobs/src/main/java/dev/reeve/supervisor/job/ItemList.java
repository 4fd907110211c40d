package dev.reeve.supervisor.job;

import java.util.List;

/** Items that are known from the start. */
record ItemList(List<Item> items) implements ItemSource {
  ItemList {
    items = List.copyOf(items);
  }

  @Override
  public long count() {
    return items.size();
  }

  @Override
  public ItemIterator open() {
    return ItemIterator.of(items.iterator());
  }
}
