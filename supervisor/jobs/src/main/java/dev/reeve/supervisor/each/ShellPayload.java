package dev.reeve.supervisor.each;

import dev.reeve.json.Json;
import dev.reeve.json.JsonWriter;
import dev.reeve.supervisor.job.ShellPieces;
import dev.reeve.supervisor.job.ShellTemplate;
import java.util.List;

/** A shell script that the handler {@code exec} runs; the arguments are its parameters. */
final class ShellPayload implements TaskPayload {
  /** Bytes of a reference to a parameter, with quotes and a space before it. */
  private static final int REFERENCE_BYTES = 11;

  private final ShellPieces<Placeholder> script;
  private final byte[] end;
  private final int argumentBytes;

  /**
   * Without a placeholder, all arguments follow the script.
   *
   * @param command words that spaces join to a script
   * @param placeholders of the script
   * @param repeats as in {@link ShellTemplate#of}
   * @param folder working directory of the script
   * @throws IllegalArgumentException if a placeholder is unknown or stands where its value cannot;
   *     the message is for people
   */
  ShellPayload(
      List<String> command, ArgumentPlaceholders placeholders, boolean repeats, String folder) {
    String text = String.join(" ", command);
    String whole = hasPlaceholder(text, placeholders) ? text : text + " {}";
    ShellTemplate<Placeholder> template = ShellTemplate.of(whole, placeholders, repeats);
    if (template.problem() != null) {
      throw new IllegalArgumentException("the script " + template.problem());
    }
    this.script = template.pieces();
    this.argumentBytes = whole.length() + REFERENCE_BYTES;
    JsonWriter rest = new JsonWriter();
    rest.ascii("],\"cwd\":").exactString(folder).ascii(",\"shell\":true");
    if (usesSlot()) {
      rest.ascii(",\"slotMark\":").exactString(Placeholder.SLOT_MARK);
    }
    this.end = rest.ascii("}").toByteArray();
  }

  private static boolean hasPlaceholder(String text, ArgumentPlaceholders placeholders) {
    for (int open = text.indexOf('{'); open >= 0; open = text.indexOf('{', open + 1)) {
      var mark = placeholders.at(text, open);
      if (mark != null && mark.placeholder() != null) {
        return true;
      }
      open += mark == null ? 0 : mark.text().length() - 1;
    }
    return false;
  }

  private boolean usesSlot() {
    for (Placeholder parameter : script.parameters()) {
      if (parameter.kind() == Placeholder.Kind.SLOT) {
        return true;
      }
    }
    return false;
  }

  @Override
  public String handler() {
    return "exec";
  }

  @Override
  public Json of(List<String> row, long number) {
    JsonWriter payload = new JsonWriter(256);
    payload
        .ascii("{\"command\":[")
        .exactString(script.script(parameter -> parameter.values(row, number).size()));
    for (Placeholder parameter : script.parameters()) {
      for (String value : parameter.values(row, number)) {
        payload.ascii(",").exactString(value);
      }
    }
    return payload.bytes(end).toJson();
  }

  @Override
  public int highestIndex() {
    int highest = 0;
    for (Placeholder parameter : script.parameters()) {
      highest = Math.max(highest, parameter.index());
    }
    return highest;
  }

  /** An argument takes room in the script, too, which is one word for the system. */
  @Override
  public int argumentBytes() {
    return argumentBytes;
  }
}
