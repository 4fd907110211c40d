package dev.reeve.supervisor.job;

import dev.reeve.json.Json;

/** What {@code {item}} stands for in one task of a {@code forEach}. */
final class Item {

  /** The mark in a template. */
  static final String MARK = "{item}";

  /** For a task that no {@code forEach} made: it changes nothing. */
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

  /** A string, as it was written in JSON. */
  static Item ofString(String text, Json json) {
    return new Item(text, json);
  }

  /** An item of any JSON type but string. */
  static Item ofJson(Json json) {
    return new Item(json.toString(), json);
  }

  /** As part of a longer text: a string as it is, anything else as its JSON text. */
  String text() {
    return text;
  }

  /** As a value of its own. */
  Json json() {
    return json;
  }

  /** {@code template} with this item in it. */
  String in(String template) {
    return template.replace(MARK, text);
  }
}
