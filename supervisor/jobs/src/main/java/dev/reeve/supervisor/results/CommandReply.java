package dev.reeve.supervisor.results;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.reeve.json.Json;
import dev.reeve.json.JsonParsers;
import dev.reeve.supervisor.model.TaskResult;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * The result of a task as that of a process.
 *
 * @param exitCode of a command that counts as successful; 0 of any other task
 * @param outputBytes length of the standard output that the record holds; of a result that is not a
 *     command's, its length as JSON
 */
record CommandReply(int exitCode, long outputBytes) {

  static CommandReply of(TaskResult result) {
    Json json = result.result();
    if (json == null) {
      String tail = result.error() == null ? null : result.error().stdoutTail();
      return new CommandReply(0, tail == null ? 0 : tail.getBytes(UTF_8).length);
    }
    if (!result.handler().equals("exec")) {
      return new CommandReply(0, json.length());
    }
    try (JsonParser parser = JsonParsers.DEFAULT.openUnchecked(json.utf8(), 0, json.length())) {
      return parser.nextToken() == JsonToken.START_OBJECT
          ? read(parser)
          : new CommandReply(0, json.length());
    } catch (JacksonException e) {
      return new CommandReply(0, json.length());
    }
  }

  private static CommandReply read(JsonParser json) {
    int exitCode = 0;
    long bytes = 0;
    for (String name = json.nextName(); name != null; name = json.nextName()) {
      JsonToken value = json.nextToken();
      if (name.equals("exitCode") && value == JsonToken.VALUE_NUMBER_INT) {
        exitCode = json.getIntValue();
      } else if (name.equals("stdout") && value == JsonToken.VALUE_STRING) {
        bytes = json.getString().getBytes(UTF_8).length;
      }
      json.skipChildren();
    }
    return new CommandReply(exitCode, bytes);
  }
}
