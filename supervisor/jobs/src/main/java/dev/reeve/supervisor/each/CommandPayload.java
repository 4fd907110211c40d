package dev.reeve.supervisor.each;

import dev.reeve.json.Json;
import dev.reeve.json.JsonWriter;
import java.util.List;

/** A command that the handler {@code exec} runs, without a shell. */
final class CommandPayload implements TaskPayload {
  private final CommandTemplate command;
  private final byte[] end;

  /**
   * @param folder working directory of the command
   */
  CommandPayload(CommandTemplate command, String folder) {
    this.command = command;
    JsonWriter rest = new JsonWriter();
    rest.ascii(",\"cwd\":").exactString(folder);
    if (command.usesSlot()) {
      rest.ascii(",\"slotMark\":").exactString(Placeholder.SLOT_MARK);
    }
    this.end = rest.ascii("}").toByteArray();
  }

  @Override
  public String handler() {
    return "exec";
  }

  @Override
  public Json of(List<String> row, long number) {
    JsonWriter payload = new JsonWriter(256);
    String divider = "{\"command\":[";
    for (String word : command.words(row, number)) {
      payload.ascii(divider).exactString(word);
      divider = ",";
    }
    return payload.ascii("]").bytes(end).toJson();
  }

  @Override
  public int highestIndex() {
    return command.highestIndex();
  }
}
