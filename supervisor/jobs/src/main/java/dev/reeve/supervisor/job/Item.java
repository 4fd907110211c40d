package dev.reeve.supervisor.job;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.reeve.json.RawJson;
import java.io.ByteArrayOutputStream;

/** What {@code {item}} stands for in one task of a {@code forEach}. */
final class Item {

  /** The mark in a template. */
  static final String MARK = "{item}";

  /** For a task that no {@code forEach} made: it changes nothing. */
  static final Item NONE = ofText(MARK);

  private final String text;
  private final RawJson json;

  private Item(String text, RawJson json) {
    this.text = text;
    this.json = json;
  }

  static Item ofText(String text) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(text.length() + 2);
    JsonText.quote(text, out);
    return new Item(text, RawJson.ofTrusted(out.toByteArray()));
  }

  static Item ofNumber(long number) {
    String text = Long.toString(number);
    return new Item(text, RawJson.ofTrusted(text.getBytes(UTF_8)));
  }

  /** A string, as it was written in JSON. */
  static Item ofString(String text, RawJson json) {
    return new Item(text, json);
  }

  /** An item of any JSON type but string. */
  static Item ofJson(RawJson json) {
    return new Item(json.toString(), json);
  }

  /** As part of a longer text: a string as it is, anything else as its JSON text. */
  String text() {
    return text;
  }

  /** As a value of its own. */
  RawJson json() {
    return json;
  }

  /** {@code template} with this item in it. */
  String in(String template) {
    return template.replace(MARK, text);
  }
}
