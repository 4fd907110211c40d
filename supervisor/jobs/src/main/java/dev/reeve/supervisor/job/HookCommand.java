package dev.reeve.supervisor.job;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A command that is told of something in a run on its standard input.
 *
 * @param words program and arguments, or one script
 * @param shell whether it is a script for {@code /bin/sh}
 */
public record HookCommand(List<String> words, boolean shell) {
  public HookCommand {
    words = List.copyOf(words);
  }

  /** Returns a script for the shell. */
  public static HookCommand script(String text) {
    return new HookCommand(List.of(text), true);
  }

  /** Reads the current value: a script, or an array of program and arguments; null for an error. */
  static @Nullable HookCommand read(JsonCursor json) {
    if (json.isText()) {
      String script = json.string("a text");
      if (script == null || script.isBlank()) {
        json.report("must not be empty: it is a script for the shell");
        return null;
      }
      return hasNoZero(json, json.offset(), script) ? script(script) : null;
    }
    int start = json.offset();
    List<String> words = json.strings("a script for the shell, or an array of arguments");
    if (words == null) {
      return null;
    }
    if (words.isEmpty() || words.get(0).isEmpty()) {
      json.reportAt(start, "must begin with the program");
      return null;
    }
    return hasNoZero(json, start, String.join("", words)) ? new HookCommand(words, false) : null;
  }

  private static boolean hasNoZero(JsonCursor json, int offset, String text) {
    if (text.indexOf('\0') < 0) {
      return true;
    }
    json.reportAt(offset, "contains a zero byte, which commands must not contain");
    return false;
  }
}
