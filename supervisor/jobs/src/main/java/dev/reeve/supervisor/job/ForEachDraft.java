package dev.reeve.supervisor.job;

import dev.reeve.json.Json;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A {@code forEach} while it is read. */
final class ForEachDraft {
  private static final int MAX_PATH_CHARS = 4_096;

  private static final ObjectShape<ForEachDraft> SHAPE =
      new ObjectShape<ForEachDraft>("an object with glob, lines, items, range, csv or the like")
          .field("glob", (json, draft) -> draft.take(draft.glob(json)))
          .field("lines", (json, draft) -> draft.take(draft.lines(json)))
          .field("items", (json, draft) -> draft.take(items(json)))
          .field("range", (json, draft) -> draft.take(RangeDraft.read(json)))
          .field("csv", (json, draft) -> draft.take(draft.table(json, ',')))
          .field("tsv", (json, draft) -> draft.take(draft.table(json, '\t')))
          .field("matrix", (json, draft) -> draft.take(MatrixDraft.read(json)));

  private final JobFolder folder;
  private @Nullable ItemSource source;
  private int given;

  /** Finds the items that a text stands for. */
  private interface Finder {
    ItemSource find(String text) throws IOException;
  }

  private ForEachDraft(JobFolder folder) {
    this.folder = folder;
  }

  /** Reads the current value; paths are relative to {@code folder}. Returns null after an error. */
  static @Nullable ItemSource read(JsonCursor json, JobFolder folder) {
    ForEachDraft draft = new ForEachDraft(folder);
    int start = json.offset();
    if (SHAPE.read(json, draft) && draft.given != 1) {
      json.reportAt(
          start,
          "needs exactly one of glob, lines, items, range, csv, tsv and matrix, not "
              + draft.given);
    }
    return draft.source;
  }

  private void take(@Nullable ItemSource items) {
    source = items;
    given++;
  }

  private @Nullable ItemSource glob(JsonCursor json) {
    ItemSource files =
        find(
            json,
            json.name("a pattern such as \"**/*.java\"", MAX_PATH_CHARS),
            pattern -> new FileItems(Glob.find(folder, pattern)));
    return warnIfEmpty(json, files, "no file matches, so this makes no task");
  }

  private @Nullable ItemSource lines(JsonCursor json) {
    ItemSource lines =
        find(
            json,
            json.name("the path of a text file", MAX_PATH_CHARS),
            path -> LineItems.of(folder.resolve(path), path));
    return warnIfEmpty(json, lines, "the file has no lines, so this makes no task");
  }

  private @Nullable ItemSource table(JsonCursor json, char separator) {
    ItemSource rows =
        find(
            json,
            json.name("the path of a file whose first row names the columns", MAX_PATH_CHARS),
            path -> TableItems.of(folder.resolve(path), path, separator));
    return warnIfEmpty(json, rows, "the file has no rows after the first, so this makes no task");
  }

  private static @Nullable ItemSource warnIfEmpty(
      JsonCursor json, @Nullable ItemSource items, String warning) {
    if (items != null && items.count() == 0) {
      json.warn(warning);
    }
    return items;
  }

  private static @Nullable ItemSource find(JsonCursor json, @Nullable String text, Finder finder) {
    if (text == null) {
      return null;
    }
    try {
      return finder.find(text);
    } catch (IOException | IllegalArgumentException e) {
      json.report(String.valueOf(e.getMessage()));
      return null;
    }
  }

  private static @Nullable ItemSource items(JsonCursor json) {
    if (!json.isArray("an array of any values")) {
      return null;
    }
    List<Item> items = new ArrayList<>();
    while (json.nextElement()) {
      String text = json.isText() ? json.string("a text") : null;
      Json raw = json.raw();
      if (raw != null) {
        items.add(text == null ? Item.ofJson(raw) : Item.ofString(text, raw));
      }
    }
    return new ItemList(items);
  }
}
