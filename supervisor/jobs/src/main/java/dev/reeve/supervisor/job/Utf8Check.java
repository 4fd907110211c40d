package dev.reeve.supervisor.job;

import dev.reeve.text.Utf8;

/** Check that a text is UTF-8, made before it is read as JSON. */
final class Utf8Check {
  private Utf8Check() {}

  /** Returns true if {@code text} is UTF-8; else adds an error. */
  static boolean passes(SourceText text, JobErrors errors) {
    if (Utf8.looksWide(text.bytes(), text.from(), text.to())) {
      errors.add(0, null, "is not UTF-8 but looks like UTF-16 or UTF-32; save it as UTF-8");
      return false;
    }
    int invalid = Utf8.firstInvalid(text.bytes(), text.from(), text.to());
    if (invalid < 0) {
      return true;
    }
    errors.add(
        invalid - text.from(),
        null,
        "is not UTF-8: the byte 0x%02X; save it as UTF-8; nothing else was checked"
            .formatted(text.bytes()[invalid]));
    return false;
  }
}
