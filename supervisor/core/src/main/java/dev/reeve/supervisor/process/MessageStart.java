package dev.reeve.supervisor.process;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.reeve.protocol.Frame;
import java.util.Arrays;

/** Finds where a message may begin inside a line. */
final class MessageStart {

  /** How Reeve's own workers begin every message. */
  private static final byte[] BEGIN = "{\"jsonrpc\"".getBytes(US_ASCII);

  private MessageStart() {}

  /** Index in the line of the first beginning at {@code from} or later; −1 if there is none. */
  static int after(Frame line, int from) {
    byte[] bytes = line.array();
    for (int i = from; i <= line.length() - BEGIN.length; i++) {
      int at = line.offset() + i;
      if (bytes[at] == BEGIN[0]
          && Arrays.equals(bytes, at, at + BEGIN.length, BEGIN, 0, BEGIN.length)) {
        return i;
      }
    }
    return -1;
  }

  static Frame before(Frame line, int index) {
    return new Frame(line.array(), line.offset(), index);
  }

  static Frame from(Frame line, int index) {
    return new Frame(line.array(), line.offset() + index, line.length() - index);
  }
}
