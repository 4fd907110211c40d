package dev.reeve.supervisor.job;

import dev.reeve.json.Json;

/** The value of {@code {item}} in one task of a {@code forEach}. */
final class Item {

  /** The placeholder for the whole item. */
  static final String MARK = "{item}";

  /** For a task without {@code forEach}: {@code {item}} stays as it is. */
  static final Item NONE = ofText(MARK);

  private final String text;
  private final Json json;

  private Item(String text, Json json) {
    this.text = text;
    this.json = json;
  }

  static Item ofText(String text) {
    return new Item(text, Json.string(text));
  }

  static Item ofNumber(long number) {
    return new Item(Long.toString(number), Json.number(number));
  }

  /** Returns a string item, with the JSON text that it was written as. */
  static Item ofString(String text, Json json) {
    return new Item(text, json);
  }

  /** Returns an item of any JSON type but string. */
  static Item ofJson(Json json) {
    return new Item(json.toString(), json);
  }

  /**
   * Returns the item as part of a longer text: a string itself, any other value as its JSON text.
   */
  String text() {
    return text;
  }

  /** Returns the item as a JSON value. */
  Json json() {
    return json;
  }
}
