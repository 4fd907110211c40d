package dev.reeve.supervisor.job;

import dev.reeve.text.Utf8;
import org.jspecify.annotations.Nullable;

/** Turns rising byte offsets into lines and columns, in one pass over the text. */
final class Positions {
  private final SourceText text;
  private int at;
  private int lineStart;
  private long line;

  Positions(SourceText text) {
    this.text = text;
    at = text.from();
    lineStart = text.from();
    line = text.firstLine();
  }

  /**
   * The error at {@code offset}.
   *
   * @param offset not below those asked for before; −1 for the whole text
   */
  JobError locate(int offset, @Nullable String place, String message) {
    if (offset < 0) {
      return new JobError(text.file(), 0, 0, place, message);
    }
    advanceTo(text.from() + offset);
    int column = 1 + Utf8.characters(text.bytes(), lineStart, characterStart());
    return new JobError(
        text.file(), (int) Math.min(line, Integer.MAX_VALUE), column, place, message);
  }

  /** A parser may stop in the middle of a character. */
  private int characterStart() {
    int start = at;
    while (start > lineStart && start < text.to() && Utf8.isContinuation(text.bytes()[start])) {
      start--;
    }
    return start;
  }

  private void advanceTo(int target) {
    for (; at < target; at++) {
      if (text.bytes()[at] == '\n') {
        line++;
        lineStart = at + 1;
      }
    }
  }
}
