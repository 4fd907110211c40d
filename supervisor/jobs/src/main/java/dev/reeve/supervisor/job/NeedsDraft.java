package dev.reeve.supervisor.job;

import dev.reeve.text.NearestName;
import dev.reeve.text.Quote;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The field {@code needs} of a task while it is read. */
final class NeedsDraft {
  private static final String EXPECTED =
      "an array of ids such as [\"a\", \"b[*]\", {\"task\": \"c\", \"when\": \"ended\"}]";

  /** Longest id of a template's task: the template's, and its item's. */
  private static final int MAX_NAME_CHARS = 2 * TaskDraft.MAX_ID_CHARS;

  private static final String RESULT = "result";
  private static final List<String> VALUES = List.of("status", RESULT, "stdout");

  private final Map<String, Entry> entries = new LinkedHashMap<>();

  /**
   * One needed task, or all of a template.
   *
   * @param offset of its id
   * @param place of it in the document
   */
  record Entry(
      String name, int offset, @Nullable String place, boolean whenEnded, Set<String> values) {}

  /** An element that is an object. */
  private static final class Detail {
    static final ObjectShape<Detail> SHAPE =
        new ObjectShape<Detail>("a task that is needed, such as {\"task\": \"a\"}")
            .field("task", (json, detail) -> detail.task = id(json))
            .field("when", (json, detail) -> detail.when(json));

    private @Nullable String task;
    private boolean whenEnded;

    private void when(JsonCursor json) {
      String when = json.string("\"succeeded\" or \"ended\"");
      whenEnded = "ended".equals(when);
      if (when != null && !whenEnded && !when.equals("succeeded")) {
        json.report("must be \"succeeded\" or \"ended\", not " + Quote.of(when));
      }
    }
  }

  /** Reads the current value. */
  static NeedsDraft read(JsonCursor json) {
    NeedsDraft draft = new NeedsDraft();
    if (json.isText()) {
      draft.add(json, json.offset(), id(json), false);
    } else if (json.isArray(EXPECTED)) {
      while (json.nextElement()) {
        draft.readElement(json);
      }
    }
    return draft;
  }

  private void readElement(JsonCursor json) {
    int offset = json.offset();
    if (json.isText()) {
      add(json, offset, id(json), false);
      return;
    }
    Detail detail = new Detail();
    int before = json.errorCount();
    if (Detail.SHAPE.read(json, detail)) {
      if (detail.task == null && json.errorCount() == before) {
        json.reportAt(offset, "needs task, the id of a task");
      }
      add(json, offset, detail.task, detail.whenEnded);
    }
  }

  private static @Nullable String id(JsonCursor json) {
    return json.name("the id of a task", MAX_NAME_CHARS);
  }

  private void add(JsonCursor json, int offset, @Nullable String name, boolean whenEnded) {
    if (name == null) {
      return;
    }
    Entry entry = new Entry(name, offset, json.place(), whenEnded, new LinkedHashSet<>());
    if (entries.putIfAbsent(name, entry) != null) {
      json.reportAt(offset, "needs " + Quote.of(name) + " twice; keep one");
    }
  }

  List<Entry> entries() {
    return new ArrayList<>(entries.values());
  }

  /** Returns a placeholder for what a needed task hands on; null if it is none. */
  @Nullable NeedPlaceholder placeholder(String inside) {
    String rest = inside.substring(NeedPlaceholder.START.length());
    Entry need = need(rest);
    String value = need == null ? "" : rest.substring(need.name.length() + 1);
    if (need == null || !isValue(value)) {
      return null;
    }
    need.values.add(value);
    return new NeedPlaceholder("{" + inside + "}", need.name, value);
  }

  /** Returns the task with the longest name that the text begins with, for names may hold dots. */
  private @Nullable Entry need(String rest) {
    Entry found = null;
    for (int dot = rest.indexOf('.'); dot >= 0; dot = rest.indexOf('.', dot + 1)) {
      Entry entry = entries.get(rest.substring(0, dot));
      found = entry == null ? found : entry;
    }
    return found;
  }

  private static boolean isValue(String value) {
    boolean hasPath = value.startsWith(RESULT + ".") && !value.endsWith(".");
    return VALUES.contains(value) || (hasPath && !value.contains(".."));
  }

  /** Returns what is wrong with a placeholder of which the rest after {@code needs.} is given. */
  String unknown(String rest) {
    Entry need = need(rest);
    if (need != null) {
      return "a task hands on status, stdout, result and result.FIELD";
    }
    int dot = rest.indexOf('.');
    String id = dot < 0 ? rest : rest.substring(0, dot);
    if (entries.containsKey(rest)) {
      return "did you mean {needs." + rest + ".result}?";
    }
    String nearest = NearestName.to(id, entries.keySet());
    return nearest == null
        ? "the task does not need " + Quote.of(id) + "; add it to needs"
        : "did you mean {needs." + nearest + rest.substring(id.length()) + "}?";
  }
}
