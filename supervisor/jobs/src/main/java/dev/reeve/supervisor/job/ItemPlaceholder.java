package dev.reeve.supervisor.job;

import dev.reeve.json.Json;
import dev.reeve.text.PathPart;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A placeholder for the item of a {@code forEach}, for a field of it, or for a part of its path:
 * {@code {item}}, {@code {item.host.name}}, {@code {item/.}}.
 *
 * @param path names of fields, each within the one before; empty for the whole item
 */
record ItemPlaceholder(String mark, List<String> path, PathPart part) implements TaskPlaceholder {
  static final String START = "item";

  /** Longest first, because {@code /.} ends as {@code .} does. */
  private static final List<PathPart> PARTS =
      List.of(
          PathPart.NAME_WITHOUT_EXTENSION,
          PathPart.FOLDER,
          PathPart.NAME,
          PathPart.WITHOUT_EXTENSION);

  ItemPlaceholder {
    path = List.copyOf(path);
  }

  /**
   * Returns the placeholder.
   *
   * @param inside the text between the braces
   * @return null if it is none for an item
   */
  static @Nullable ItemPlaceholder of(String inside) {
    if (!inside.startsWith(START)) {
      return null;
    }
    PathPart part = PathPart.WHOLE;
    for (PathPart candidate : PARTS) {
      if (part == PathPart.WHOLE && inside.endsWith(candidate.mark())) {
        part = candidate;
      }
    }
    String fields = inside.substring(START.length(), inside.length() - part.mark().length());
    List<String> path = path(fields);
    return path == null ? null : new ItemPlaceholder("{" + inside + "}", path, part);
  }

  private static @Nullable List<String> path(String fields) {
    if (fields.isEmpty()) {
      return List.of();
    }
    boolean isPath =
        fields.startsWith(".")
            && !fields.endsWith(".")
            && fields.indexOf('/') < 0
            && !fields.contains("..");
    return isPath ? List.of(fields.substring(1).split("\\.", -1)) : null;
  }

  @Override
  public String text(TaskValues values) {
    Item item = values.item();
    return part.of(path.isEmpty() ? item.text() : JsonPath.text(field(item)));
  }

  @Override
  public Json json(TaskValues values) {
    Item item = values.item();
    if (part != PathPart.WHOLE) {
      return Json.string(text(values));
    }
    return path.isEmpty() ? item.json() : field(item);
  }

  /** Items were checked to have it. */
  private Json field(Item item) {
    Json field = JsonPath.find(item.json(), path);
    if (field == null) {
      throw new IllegalStateException("no " + mark + " in " + item.json());
    }
    return field;
  }
}
