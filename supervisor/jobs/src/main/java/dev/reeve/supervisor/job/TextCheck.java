package dev.reeve.supervisor.job;

import dev.reeve.text.Utf8;

/** Refuses what is not UTF-8 before it is read as JSON. */
final class TextCheck {
  private TextCheck() {}

  /** Whether {@code text} is UTF-8; a problem if not. */
  static boolean isUtf8(SourceText text, JobErrors problems) {
    if (Utf8.looksWide(text.bytes(), text.from(), text.to())) {
      problems.add(0, null, "is not UTF-8 but looks like UTF-16 or UTF-32; save it as UTF-8");
      return false;
    }
    int invalid = Utf8.firstInvalid(text.bytes(), text.from(), text.to());
    if (invalid < 0) {
      return true;
    }
    problems.add(
        invalid - text.from(),
        null,
        "is not UTF-8: the byte 0x%02X; save it as UTF-8; nothing else was checked"
            .formatted(text.bytes()[invalid]));
    return false;
  }
}
