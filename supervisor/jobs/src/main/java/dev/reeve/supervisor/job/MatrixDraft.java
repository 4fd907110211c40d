package dev.reeve.supervisor.job;

import dev.reeve.json.Json;
import dev.reeve.text.Notation;
import dev.reeve.text.Quote;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A {@code matrix} while it is read. */
final class MatrixDraft {
  private static final int MAX_VALUE_CHARS = 200;

  private final List<MatrixItems.Axis> axes = new ArrayList<>();
  private final Set<String> names = new HashSet<>();

  private MatrixDraft() {}

  /** Reads the current value; returns null after an error. */
  static @Nullable ItemSource read(JsonCursor json) {
    int start = json.offset();
    int before = json.errorCount();
    if (!json.isObject("an object such as {\"jdk\": [17, 21], \"os\": [\"linux\", \"mac\"]}")) {
      return null;
    }
    MatrixDraft draft = new MatrixDraft();
    for (String name = json.nextField(); name != null; name = json.nextField()) {
      draft.axis(json, name);
    }
    if (json.errorCount() > before) {
      return null;
    }
    String problem = draft.problem();
    if (problem != null) {
      json.reportAt(start, problem);
      return null;
    }
    return new MatrixItems(draft.axes);
  }

  private void axis(JsonCursor json, String name) {
    if (!isName(name)) {
      json.report(
          "the name of an axis must consist of letters, digits, _ and -, not " + Quote.of(name));
    } else if (!names.add(name)) {
      json.report(Quote.of(name) + " is given twice; keep one");
    }
    json.next();
    int start = json.offset();
    if (!json.isArray("an array of values")) {
      return;
    }
    int before = json.errorCount();
    List<Item> values = new ArrayList<>();
    Set<String> texts = new HashSet<>();
    while (json.nextElement()) {
      Item value = value(json);
      if (value != null && !texts.add(value.text())) {
        json.report(Quote.of(value.text()) + " is given twice; ids must differ");
      } else if (value != null) {
        values.add(value);
      }
    }
    if (values.isEmpty() && json.errorCount() == before) {
      json.reportAt(start, "needs a value");
    }
    axes.add(new MatrixItems.Axis(name, values));
  }

  private static boolean isName(String name) {
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      boolean isLetter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
      if (!isLetter && !Notation.isDigit(c) && c != '_' && c != '-') {
        return false;
      }
    }
    return !name.isEmpty();
  }

  private static @Nullable Item value(JsonCursor json) {
    if (!json.isScalar()) {
      json.reject("a text, a number, true or false");
      return null;
    }
    String text = json.isText() ? json.name("a text", MAX_VALUE_CHARS) : null;
    boolean isInvalid = json.isText() && text == null;
    Json raw = json.raw();
    if (isInvalid || raw == null) {
      return null;
    }
    if (text != null && (text.indexOf('[') >= 0 || text.indexOf(']') >= 0)) {
      json.report("must not contain brackets, because ids of tasks contain it");
      return null;
    }
    return text == null ? Item.ofJson(raw) : Item.ofString(text, raw);
  }

  private @Nullable String problem() {
    if (axes.isEmpty()) {
      return "needs an axis, such as \"jdk\": [17, 21]";
    }
    for (int i = 0; i + 1 < axes.size(); i++) {
      String next = "," + axes.get(i + 1).name() + "=";
      for (Item value : axes.get(i).values()) {
        if (value.text().contains(next)) {
          return "the value "
              + Quote.of(value.text())
              + " contains "
              + Quote.of(next)
              + ", with which ids go on; change the order of the axes";
        }
      }
    }
    return new MatrixItems(axes).count() > NumberItems.MOST
        ? "has more than " + NumberItems.MOST + " combinations"
        : null;
  }
}
