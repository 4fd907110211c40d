package dev.reeve.supervisor.results;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.reeve.json.Json;
import dev.reeve.json.JsonParsers;
import dev.reeve.supervisor.model.Task;
import dev.reeve.text.Printable;
import dev.reeve.text.ShellQuote;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * The work of a task on one line: for a command, the command line quoted for a shell; otherwise the
 * handler and its payload.
 *
 * @param text the line
 * @param inputBytes length of the command's standard input; otherwise of the payload
 */
public record CommandText(String text, long inputBytes) {
  static final CommandText INVALID = new CommandText("(invalid task)", 0);

  private static final String EXEC = "exec";

  /** Stands for the number of the worker's slot. */
  private static final String SLOT = "{%}";

  /** A longer payload is cut: a log is for reading. */
  private static final int MOST_PAYLOAD_BYTES = 4 << 10;

  /** Returns the work of a task. */
  public static CommandText of(Task task) {
    CommandText command = task.handler().equals(EXEC) ? ofCommand(task.payload()) : null;
    if (command != null) {
      return command;
    }
    Json payload = task.payload();
    return new CommandText(
        Printable.onOneLine(task.handler()) + " " + beginning(payload), payload.length());
  }

  private static String beginning(Json payload) {
    boolean whole = payload.length() <= MOST_PAYLOAD_BYTES;
    int length = whole ? payload.length() : MOST_PAYLOAD_BYTES;
    String text = Printable.onOneLine(new String(payload.utf8(), 0, length, UTF_8));
    return whole ? text : text + "…";
  }

  /** Returns null if the payload is not one of a command, so that the command has failed. */
  private static @Nullable CommandText ofCommand(Json payload) {
    try (JsonParser json = JsonParsers.DEFAULT.openUnchecked(payload.utf8(), 0, payload.length())) {
      return json.nextToken() == JsonToken.START_OBJECT ? read(json) : null;
    } catch (JacksonException e) {
      return null;
    }
  }

  private static @Nullable CommandText read(JsonParser json) {
    List<String> command = List.of();
    boolean shell = false;
    String slotMark = "";
    long input = 0;
    for (String name = json.nextName(); name != null; name = json.nextName()) {
      JsonToken value = json.nextToken();
      switch (name) {
        case "command" -> command = strings(json);
        case "slotMark" -> slotMark = value == JsonToken.VALUE_STRING ? json.getString() : "";
        case "shell" -> shell = value == JsonToken.VALUE_TRUE;
        case "stdin" -> input = value == JsonToken.VALUE_STRING ? bytes(json.getString()) : 0;
        default -> {}
      }
      json.skipChildren();
    }
    return command.isEmpty()
        ? null
        : new CommandText(line(withSlot(command, slotMark), shell), input);
  }

  /** The number of the slot is known only when the command runs. */
  private static List<String> withSlot(List<String> command, String mark) {
    return mark.isEmpty() ? command : command.stream().map(it -> it.replace(mark, SLOT)).toList();
  }

  private static long bytes(String text) {
    return text.getBytes(UTF_8).length;
  }

  /** Reads an array to its end; returns no strings if it is no array of strings. */
  private static List<String> strings(JsonParser json) {
    List<String> strings = new ArrayList<>();
    if (!json.hasToken(JsonToken.START_ARRAY)) {
      return strings;
    }
    boolean valid = true;
    while (json.nextToken() != JsonToken.END_ARRAY) {
      valid &= json.hasToken(JsonToken.VALUE_STRING);
      strings.add(json.hasToken(JsonToken.VALUE_STRING) ? json.getString() : "");
      json.skipChildren();
    }
    return valid ? strings : List.of();
  }

  /** A script on one line stands as it is, as it would be typed. */
  private static String line(List<String> command, boolean shell) {
    if (!shell) {
      return ShellQuote.line(command);
    }
    String script = command.get(0);
    if (command.size() == 1 && !ShellQuote.hasControl(script)) {
      return script;
    }
    List<String> words = new ArrayList<>(List.of("sh", "-c", script));
    if (command.size() > 1) {
      words.add("sh");
      words.addAll(command.subList(1, command.size()));
    }
    return ShellQuote.line(words);
  }
}
