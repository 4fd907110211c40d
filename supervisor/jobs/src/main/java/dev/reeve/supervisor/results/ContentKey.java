package dev.reeve.supervisor.results;

import dev.reeve.json.JsonWriter;

/**
 * The key by which a task is recognised whose id only tells its place, such as {@code 7} or {@code
 * src[7]}: XXH64 of the part of the id before the brackets, as it is written in a record, with the
 * task's {@link TaskHash} as the seed. Of an id without a name ({@code 7}, {@code 2[7]}) that part
 * is empty. With ten million records and as many tasks in other places, one task is taken for
 * another one, and lost, in one of 200,000 runs.
 */
final class ContentKey {
  /** Value for ids of other forms; never the key of a task. */
  static final long NONE = 0;

  private ContentKey() {}

  /** Returns the key; {@link #NONE} if the id has another form or the task has no hash. */
  static long of(byte[] id, int from, int length, long taskHash) {
    int end = from + length;
    int named = endOfName(id, from, end);
    if (named < 0 || taskHash == TaskHash.NONE) {
      return NONE;
    }
    boolean hasName = startOfDigits(id, from, named) > from;
    long key = XxHash64.hash(id, from, hasName ? named - from : 0, taskHash);
    return key == NONE ? 1 : key;
  }

  static long of(String id, long taskHash) {
    JsonWriter text = new JsonWriter(id.length() + 16).string(id);
    return of(text.view().array(), 1, text.length() - 2, taskHash);
  }

  /** Returns the end of the part before the number; negative if the id does not end with one. */
  private static int endOfName(byte[] id, int from, int end) {
    boolean bracketed = end > from && id[end - 1] == ']';
    int digitsEnd = bracketed ? end - 1 : end;
    int digits = startOfDigits(id, from, digitsEnd);
    if (digits == digitsEnd) {
      return -1;
    }
    if (bracketed) {
      return digits - 1 > from && id[digits - 1] == '[' ? digits - 1 : -1;
    }
    return digits == from ? from : -1;
  }

  private static int startOfDigits(byte[] id, int from, int end) {
    int at = end;
    while (at > from && id[at - 1] >= '0' && id[at - 1] <= '9') {
      at--;
    }
    return at;
  }
}
