package dev.reeve.protocol;

import static java.nio.charset.StandardCharsets.US_ASCII;

/**
 * The pieces of the messages that {@link PlainLine} knows, as they are written and as it expects
 * them.
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

  static final byte[] INITIALIZE = piece(",'method':'initialize','params':{'protocolVersion':");
  static final byte[] SLOT = piece(",'worker':{'slot':");
  static final byte[] GENERATION = piece(",'generation':");
  static final byte[] HEARTBEAT = piece("},'settings':{'heartbeatMillis':");
  static final byte[] GRACE = piece(",'graceMillis':");
  static final byte[] MAX_FRAME = piece(",'maxFrameBytes':");
  static final byte[] LAST_WORDS = piece(",'lastWords':");

  static final byte[] SHUTDOWN = piece(",'method':'shutdown','params':{'graceMillis':");

  private PlainForm() {}

  private static byte[] piece(String text) {
    return text.replace('\'', '"').getBytes(US_ASCII);
  }
}
