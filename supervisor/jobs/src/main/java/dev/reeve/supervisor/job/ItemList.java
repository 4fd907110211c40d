package dev.reeve.supervisor.job;

import java.util.List;

/** The items of {@code items}: values in the document itself. */
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
