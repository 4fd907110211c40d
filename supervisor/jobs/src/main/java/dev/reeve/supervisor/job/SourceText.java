package dev.reeve.supervisor.job;

import dev.reeve.text.Utf8;

/**
 * A piece of text that is being read, for finding lines and columns in it.
 *
 * @param file as the user named it
 * @param bytes the array that holds it, among others
 * @param from index of its first byte
 * @param to index after its last byte
 * @param firstLine number of its first line, from 1
 */
@SuppressWarnings("ArrayRecordComponent") // never compared; the array is a buffer that is lent
record SourceText(String file, byte[] bytes, int from, int to, long firstLine) {

  /** Number of bytes. */
  int length() {
    return to - from;
  }

  /** Whether there is nothing in it but spaces and tabs. */
  boolean isBlank() {
    for (int i = from; i < to; i++) {
      if (bytes[i] != ' ' && bytes[i] != '\t' && bytes[i] != '\r') {
        return false;
      }
    }
    return true;
  }

  /** The same without a byte order mark before it. */
  SourceText withoutMark() {
    int mark = Utf8.markLength(bytes, from, to);
    return mark == 0 ? this : new SourceText(file, bytes, from + mark, to, firstLine);
  }
}
