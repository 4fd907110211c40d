package dev.reeve.supervisor.results;

import dev.reeve.json.Json;
import dev.reeve.json.JsonParsers;
import dev.reeve.supervisor.model.TaskError;
import dev.reeve.supervisor.model.TaskResult;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * The output of a command, as far as its result has it.
 *
 * @param isWhole whether nothing is missing; for a command that failed only the ends are known
 */
public record CommandOutput(String stdout, String stderr, boolean isWhole) {
  private static final CommandOutput NOTHING = new CommandOutput("", "", false);

  /** Returns the output in a result; null if the task has run no command. */
  public static @Nullable CommandOutput of(TaskResult result) {
    if (!result.handler().equals("exec")) {
      return null;
    }
    TaskError error = result.error();
    if (error != null) {
      return new CommandOutput(text(error.stdoutTail()), text(error.stderrTail()), false);
    }
    return result.result() == null ? NOTHING : parse(result.result());
  }

  private static String text(@Nullable String tail) {
    return tail == null ? "" : tail;
  }

  private static CommandOutput parse(Json result) {
    byte[] bytes = result.utf8();
    String stdout = "";
    String stderr = "";
    boolean isTruncated = false;
    try (JsonParser parser = JsonParsers.DEFAULT.openUnchecked(bytes, 0, bytes.length)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return NOTHING;
      }
      for (String name; (name = parser.nextName()) != null; ) {
        JsonToken value = parser.nextToken();
        switch (name) {
          case "stdout" -> stdout = parser.getString();
          case "stderr" -> stderr = parser.getString();
          case "truncated" -> isTruncated = value == JsonToken.VALUE_TRUE;
          default -> parser.skipChildren();
        }
      }
    } catch (JacksonException e) {
      return NOTHING;
    }
    return new CommandOutput(stdout, stderr, !isTruncated);
  }
}
