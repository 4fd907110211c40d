package dev.reeve.supervisor.job;

import dev.reeve.json.Json;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code command} and the fields that go with it while they are read. They become the payload of
 * the handler {@code exec}.
 */
final class CommandDraft {
  private static final int MAX_PATH_CHARS = 4_096;
  private static final int MAX_EXIT_CODE = 255;

  private final List<Companion> companions = new ArrayList<>();
  private boolean given;
  private int start;
  private int wordCount;
  private @Nullable Json words;
  private @Nullable String cwd;
  private @Nullable Json env;
  private @Nullable Json stdin;
  private @Nullable Json okExit;
  private boolean shell;

  /** A field that makes sense beside {@code command} alone. */
  private record Companion(String name, int offset) {}

  static <D extends TaskDraft> ObjectShape<D> addTo(ObjectShape<D> shape) {
    return shape
        .field("command", (json, draft) -> draft.command().words(json))
        .field("shell", (json, draft) -> draft.command().shell(json))
        .field("cwd", (json, draft) -> draft.command().cwd(json))
        .field("env", (json, draft) -> draft.command().env(json))
        .field("stdin", (json, draft) -> draft.command().stdin(json))
        .field("okExit", (json, draft) -> draft.command().okExit(json));
  }

  /** Whether there is a {@code command} itself, good or bad. */
  boolean isGiven() {
    return given;
  }

  private void words(JsonCursor json) {
    given = true;
    start = json.offset();
    int before = json.problemCount();
    if (!json.isArray("an array of arguments such as [\"wc\", \"-l\", \"file\"]")) {
      return;
    }
    while (json.nextElement()) {
      word(json);
      wordCount++;
    }
    if (wordCount == 0) {
      json.complainAt(start, "must not be empty: its first element is the program");
    }
    words = json.rawFrom(start, before);
  }

  private void word(JsonCursor json) {
    String word = json.string("a text");
    if (word == null) {
      return;
    }
    if (word.isEmpty() && wordCount == 0) {
      json.complain("must not be empty: it is the program");
    } else if (word.indexOf('\0') >= 0) {
      json.complain("has a zero byte, which no argument can have");
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
    int before = json.problemCount();
    EnvironmentField.read(json);
    env = json.rawFrom(from, before);
  }

  private void stdin(JsonCursor json) {
    companion("stdin", json);
    int from = json.offset();
    int before = json.problemCount();
    json.string("a text");
    stdin = json.rawFrom(from, before);
  }

  private void okExit(JsonCursor json) {
    companion("okExit", json);
    int from = json.offset();
    int before = json.problemCount();
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

  /** Notes what of the fields does not fit together; the cursor is at the end of the task. */
  void check(JsonCursor json) {
    if (!given) {
      for (Companion field : companions) {
        json.complainAt(
            field.offset, field.name, "goes with command; a handler takes it in its payload");
      }
    } else if (shell && wordCount > 1) {
      json.complainAt(
          start, "command", "must be one element with shell: the whole line, [\"wc -l *.txt\"]");
    }
  }

  /**
   * The payload of {@code exec}, if there was no problem.
   *
   * @param hasItems whether {@code {item}} stands for something
   */
  Payload payload(JobFolder folder, boolean hasItems) {
    PayloadTemplate.Builder payload = new PayloadTemplate.Builder();
    field(payload.plain("{"), "\"command\":", words, hasItems);
    payload.plain(",\"cwd\":");
    if (hasItems && cwd != null && cwd.contains(Item.MARK)) {
      String template = cwd;
      payload.text(item -> folder.absolute(item.in(template)));
    } else {
      payload.plain(quoted(folder.absolute(cwd == null ? "." : cwd)));
    }
    field(payload, ",\"env\":", env, hasItems);
    field(payload, ",\"stdin\":", stdin, hasItems);
    field(payload, ",\"okExit\":", okExit, hasItems);
    return payload.plain(shell ? ",\"shell\":true}" : "}").build();
  }

  private static void field(
      PayloadTemplate.Builder payload, String name, @Nullable Json value, boolean hasItems) {
    if (value == null) {
      return;
    }
    payload.plain(name);
    if (hasItems) {
      payload.template(value, false);
    } else {
      payload.plain(value.utf8());
    }
  }

  private static byte[] quoted(String text) {
    return Json.string(text).utf8();
  }
}
