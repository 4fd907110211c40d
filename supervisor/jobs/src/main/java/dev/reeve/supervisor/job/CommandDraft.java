package dev.reeve.supervisor.job;

import dev.reeve.json.Json;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The field {@code command} and the fields that go with it, while they are read. They become the
 * payload of the handler {@code exec}.
 */
final class CommandDraft {
  private static final int MAX_PATH_CHARS = 4_096;
  private static final int MAX_EXIT_CODE = 255;

  private final List<Companion> companions = new ArrayList<>();
  private boolean given;
  private int start;
  private int wordCount;
  private @Nullable Json words;
  private String lastWord = "";
  private @Nullable String cwd;
  private @Nullable Json env;
  private @Nullable Json stdin;
  private @Nullable Json okExit;
  private boolean shell;

  /** A field that is only allowed beside {@code command}. */
  private record Companion(String name, int offset) {}

  /** Adds these fields to the shape of a task. */
  static <D extends TaskDraft> ObjectShape<D> addTo(ObjectShape<D> shape) {
    return shape
        .field("command", (json, draft) -> draft.command().words(json))
        .field("shell", (json, draft) -> draft.command().shell(json))
        .field("cwd", (json, draft) -> draft.command().cwd(json))
        .field("env", (json, draft) -> draft.command().env(json))
        .field("stdin", (json, draft) -> draft.command().stdin(json))
        .field("okExit", (json, draft) -> draft.command().okExit(json));
  }

  /** Returns true if there is a {@code command}, valid or not. */
  boolean isGiven() {
    return given;
  }

  private void words(JsonCursor json) {
    given = true;
    start = json.offset();
    int before = json.errorCount();
    if (!json.isArray("an array of arguments such as [\"wc\", \"-l\", \"file\"]")) {
      return;
    }
    while (json.nextElement()) {
      word(json);
      wordCount++;
    }
    if (wordCount == 0) {
      json.reportAt(start, "must not be empty: its first element is the program");
    }
    words = json.rawFrom(start, before);
  }

  private void word(JsonCursor json) {
    String word = json.string("a text");
    if (word == null) {
      return;
    }
    lastWord = word;
    if (word.isEmpty() && wordCount == 0) {
      json.report("must not be empty: it is the program");
    } else if (word.indexOf('\0') >= 0) {
      json.report("contains a zero byte, which arguments must not contain");
    }
  }

  private void shell(JsonCursor json) {
    companion("shell", json);
    shell = Boolean.TRUE.equals(json.truth());
  }

  private void cwd(JsonCursor json) {
    companion("cwd", json);
    cwd = json.name("the path of a folder", MAX_PATH_CHARS);
  }

  private void env(JsonCursor json) {
    companion("env", json);
    int from = json.offset();
    int before = json.errorCount();
    EnvironmentField.read(json);
    env = json.rawFrom(from, before);
  }

  private void stdin(JsonCursor json) {
    companion("stdin", json);
    int from = json.offset();
    int before = json.errorCount();
    json.string("a text");
    stdin = json.rawFrom(from, before);
  }

  private void okExit(JsonCursor json) {
    companion("okExit", json);
    int from = json.offset();
    int before = json.errorCount();
    if (!json.isArray("an array of exit codes such as [0, 1]")) {
      return;
    }
    while (json.nextElement()) {
      json.wholeNumber(0, MAX_EXIT_CODE, "an exit code from 0 to " + MAX_EXIT_CODE);
    }
    okExit = json.rawFrom(from, before);
  }

  private void companion(String name, JsonCursor json) {
    companions.add(new Companion(name, json.offset()));
  }

  /**
   * Reports fields that contradict each other; the cursor is at the end of the task.
   *
   * @param scope of its placeholders
   */
  void check(JsonCursor json, PlaceholderScope scope) {
    if (!given) {
      for (Companion field : companions) {
        json.reportAt(
            field.offset,
            field.name,
            "is only allowed with command; put it into the payload of a handler");
      }
    } else if (shell && wordCount > 1) {
      json.reportAt(
          start,
          "command",
          "must have one element if shell is true: the whole line, [\"wc -l *.txt\"]");
    } else if (shell && !scope.isEmpty()) {
      String problem = ShellTemplate.of(lastWord, scope).problem();
      if (problem != null) {
        json.reportAt(start, "command[0]", problem);
      }
    }
  }

  /** Checks the placeholders in all fields. */
  void checkPlaceholders(Placeholders placeholders) {
    if (words != null) {
      placeholders.check(start, "command", words);
    }
    for (Companion field : companions) {
      Json value = field.name.equals("env") ? env : field.name.equals("stdin") ? stdin : null;
      if (value != null) {
        placeholders.check(field.offset, field.name, value);
      } else if (field.name.equals("cwd") && cwd != null) {
        placeholders.check(field.offset, field.name, cwd);
      }
    }
  }

  /** Returns the payload of {@code exec}; to be called only if there was no error. */
  Payload payload(JobFolder folder, PlaceholderScope scope) {
    PayloadTemplate.Builder payload = new PayloadTemplate.Builder(scope);
    boolean fixed = scope.isEmpty();
    if (shell && !fixed && scope.isIn(lastWord)) {
      script(payload.plain("{"), ShellTemplate.of(lastWord, scope));
    } else {
      field(payload.plain("{"), "\"command\":", words, fixed);
    }
    payload.plain(",\"cwd\":");
    if (!fixed && cwd != null && scope.isIn(cwd)) {
      payload.text(TextTemplate.of(cwd, scope), folder::absolute);
    } else {
      payload.plain(quoted(folder.absolute(cwd == null ? "." : cwd)));
    }
    field(payload, ",\"env\":", env, fixed);
    field(payload, ",\"stdin\":", stdin, fixed);
    field(payload, ",\"okExit\":", okExit, fixed);
    return payload.plain(shell ? ",\"shell\":true}" : "}").build();
  }

  /** Writes a script and the values of its placeholders as its arguments. */
  private static void script(
      PayloadTemplate.Builder payload, ShellTemplate<TaskPlaceholder> template) {
    payload.plain("\"command\":[").plain(quoted(template.script()));
    for (TaskPlaceholder parameter : template.parameters()) {
      payload.plain(",").text(parameter);
    }
    payload.plain("]");
  }

  private static void field(
      PayloadTemplate.Builder payload, String name, @Nullable Json value, boolean fixed) {
    if (value == null) {
      return;
    }
    payload.plain(name);
    if (fixed) {
      payload.plain(value.utf8());
    } else {
      payload.template(value, false);
    }
  }

  private static byte[] quoted(String text) {
    return Json.string(text).utf8();
  }
}
