package dev.reeve.supervisor.job;

import dev.reeve.json.Json;
import dev.reeve.text.NearestName;
import dev.reeve.text.Quote;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

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

  @Override
  public @Nullable String problem(List<String> path) {
    for (int i = 0; i < items.size() && !path.isEmpty(); i++) {
      Json item = items.get(i).json();
      if (JsonPath.find(item, path) == null) {
        return "forEach.items[" + i + "] has no " + described(item, path);
      }
    }
    return null;
  }

  private static String described(Json item, List<String> path) {
    List<String> names = new ArrayList<>(JsonPath.names(item));
    String nearest = path.size() > 1 ? null : NearestName.to(path.get(0), names);
    String has = names.isEmpty() ? "" : "; its fields are " + String.join(", ", names);
    return Quote.of(String.join(".", path))
        + (nearest == null ? has : "; did you mean {item." + nearest + "}?");
  }
}
