package dev.reeve.protocol;

import static java.nio.charset.StandardCharsets.US_ASCII;

/**
 * The pieces of the two messages that there are millions of, a task and its result, as they are
 * written; and as {@link PlainLine} expects them.
 */
final class PlainForm {
  static final byte[] ID = piece("{'jsonrpc':'2.0','id':");
  static final byte[] ELAPSED = piece(",'elapsedNanos':");
  static final byte[] RESULT = piece(",'result':");
  static final byte[] END_OF_RESULT = piece("}\n");

  static final byte[] TASK = piece(",'method':'task/run','params':{'task':");
  static final byte[] ATTEMPT = piece(",'attempt':");
  static final byte[] HANDLER = piece(",'handler':");
  static final byte[] PAYLOAD = piece(",'payload':");
  static final byte[] END_OF_TASK = piece("}}\n");

  private PlainForm() {}

  private static byte[] piece(String text) {
    return text.replace('\'', '"').getBytes(US_ASCII);
  }
}
