package dev.reeve.supervisor.job;

import dev.reeve.text.Utf8;

/**
 * A text that is being read, with what is needed to find lines and columns in it.
 *
 * @param file as the user named it
 * @param bytes the array that holds it, perhaps with other text around it
 * @param from index of its first byte
 * @param to index after its last byte
 * @param firstLine number of its first line, from 1
 */
@SuppressWarnings("ArrayRecordComponent") // never compared; the array is a shared buffer
record SourceText(String file, byte[] bytes, int from, int to, long firstLine) {

  /** Returns the number of bytes. */
  int length() {
    return to - from;
  }

  /** Returns true if it holds only spaces, tabs and carriage returns. */
  boolean isBlank() {
    for (int i = from; i < to; i++) {
      if (bytes[i] != ' ' && bytes[i] != '\t' && bytes[i] != '\r') {
        return false;
      }
    }
    return true;
  }

  /** Returns the text without a byte order mark before it. */
  SourceText withoutMark() {
    int mark = Utf8.markLength(bytes, from, to);
    return mark == 0 ? this : new SourceText(file, bytes, from + mark, to, firstLine);
  }
}
