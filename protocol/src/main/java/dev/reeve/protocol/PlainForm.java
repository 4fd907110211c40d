package dev.reeve.protocol;

import static java.nio.charset.StandardCharsets.US_ASCII;

/**
 * The fixed pieces of the messages that can be read without a parser. The writers write these
 * pieces, and {@link PlainLine}, {@link PlainShared} and {@link PlainLifecycle} expect them.
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
  static final byte[] MORE = piece(",'more':");
  static final byte[] END_OF_TASK = piece("}}\n");

  static final byte[] INITIALIZE = piece(",'method':'initialize','params':{'protocolVersion':");
  static final byte[] SLOT = piece(",'worker':{'slot':");
  static final byte[] GENERATION = piece(",'generation':");
  static final byte[] HEARTBEAT = piece("},'settings':{'heartbeatMillis':");
  static final byte[] GRACE = piece(",'graceMillis':");
  static final byte[] MAX_FRAME = piece(",'maxFrameBytes':");
  static final byte[] LAST_WORDS = piece(",'lastWords':");
  static final byte[] SHORT_LINES = piece(",'shortLines':true");

  static final byte[] SHUTDOWN = piece(",'method':'shutdown','params':{'graceMillis':");

  static final byte[] SHARED_CALL = piece(",'method':'shared/call','params':");
  static final byte[] KIND = piece("{'kind':");
  static final byte[] NAME = piece(",'name':");
  static final byte[] OPERATION = piece(",'operation':");
  static final byte[] THREAD = piece(",'thread':");
  static final byte[] WAIT_NANOS = piece(",'waitNanos':");
  static final byte[] NUMBER = piece(",'number':");
  static final byte[] EXPECTED = piece(",'expected':");
  static final byte[] KEY = piece(",'key':");
  static final byte[] VALUE = piece(",'value':");
  static final byte[] FORMER = piece(",'former':");
  static final byte[] LOCK = piece(",'lock':");
  static final byte[] END_OF_CALL = piece("}}\n");

  static final byte[] DONE = piece("{'done':true");
  static final byte[] NOT_DONE = piece("{'done':false");
  static final byte[] FORMER_HOLDER_DIED = piece(",'formerHolderDied':true");

  /** The first elements of {@linkplain ShortLineReader short lines}. */
  static final byte[] RUN = piece("['run',");

  static final byte[] DONE_TASK = piece("['done',");
  static final byte[] COMMA = piece(",");
  static final byte[] END_OF_SHORT_LINE = piece("]\n");

  private PlainForm() {}

  private static byte[] piece(String text) {
    return text.replace('\'', '"').getBytes(US_ASCII);
  }
}
