package dev.reeve.supervisor.serve.http;

import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.Executor;

/**
 * The last entries of an endless sequence, from which any number of clients read at their own pace.
 * They share one bounded buffer, so a slow client costs no memory: it misses entries, and is told.
 * Thread-safe.
 */
final class Feed {
  private static final int BATCH_BYTES = 64 << 10;

  private final Executor executor;
  private final byte[][] entries;
  private final String[] names;
  private final long maxBytes;
  private long first;
  private long next;
  private long bytes;
  private Set<Waiting> waiting = new HashSet<>();
  private boolean waking;
  private boolean closed;

  /** A client that has read all there is. */
  interface Waiting {
    /** Called once when there is more, or the sequence has ended. */
    void wake();

    /** Called from time to time; the client still waits for an entry. */
    void keepAlive();
  }

  /**
   * The entries that a client has not read.
   *
   * @param bytes of whole entries; empty if there is none yet
   * @param next number of the entry after them
   * @param missed whether entries before them have gone
   * @param ended whether nothing will follow
   */
  record Batch(ByteBuffer bytes, long next, boolean missed, boolean ended) {}

  /**
   * @param executor calls the clients
   * @param maxEntries that are kept
   * @param maxBytes that they may have together; one is kept, however long
   */
  Feed(Executor executor, int maxEntries, long maxBytes) {
    this.executor = executor;
    this.entries = new byte[maxEntries][];
    this.names = new String[maxEntries];
    this.maxBytes = maxBytes;
  }

  /** Returns the number of the next entry. */
  synchronized long next() {
    return next;
  }

  /** Returns the number of the first entry that is kept. */
  synchronized long first() {
    return first;
  }

  /** Makes an entry when its number is known. */
  interface Maker {
    byte[] make(long number);
  }

  /**
   * Appends an entry.
   *
   * @param name by which {@link #after} finds it
   */
  synchronized void append(String name, Maker maker) {
    if (closed) {
      return;
    }
    byte[] entry = maker.make(next);
    if (next - first == entries.length) {
      dropFirst();
    }
    int at = (int) (next % entries.length);
    entries[at] = entry;
    names[at] = name;
    next++;
    bytes += entry.length;
    while (bytes > maxBytes && next - first > 1) {
      dropFirst();
    }
    wake();
  }

  private void dropFirst() {
    int at = (int) (first % entries.length);
    bytes -= entries[at].length;
    entries[at] = new byte[0];
    first++;
  }

  private void wake() {
    if (!waking && !waiting.isEmpty()) {
      waking = true;
      executor.execute(this::wakeAll);
    }
  }

  private void wakeAll() {
    Set<Waiting> all;
    synchronized (this) {
      all = waiting;
      waiting = new HashSet<>();
      waking = false;
    }
    all.forEach(Waiting::wake);
  }

  /** Returns the number after the last entry with that name; −1 if none is kept. */
  synchronized long after(String name) {
    for (long number = next - 1; number >= first; number--) {
      if (names[(int) (number % entries.length)].equals(name)) {
        return number + 1;
      }
    }
    return -1;
  }

  /** Returns entries from a number on, at most 64 KiB of them, or one longer one. */
  synchronized Batch read(long from) {
    long begin = Math.max(from, first);
    int length = 0;
    long end = begin;
    while (end < next) {
      int more = entries[(int) (end % entries.length)].length;
      if (length > 0 && length + more > BATCH_BYTES) {
        break;
      }
      length += more;
      end++;
    }
    ByteBuffer all = ByteBuffer.allocate(length);
    for (long number = begin; number < end; number++) {
      all.put(entries[(int) (number % entries.length)]);
    }
    return new Batch(all.flip(), end, begin > from, closed && end == next);
  }

  /**
   * Has a client called when there is an entry with that number.
   *
   * @return false if there is one, or nothing will follow
   */
  synchronized boolean await(Waiting client, long number) {
    return !closed && number >= next && waiting.add(client);
  }

  /** Gives each client that waits a sign of life. */
  void keepAlive() {
    Set<Waiting> all;
    synchronized (this) {
      all = waiting;
      waiting = new HashSet<>();
    }
    all.forEach(Waiting::keepAlive);
  }

  /** Ends the sequence. */
  synchronized void close() {
    closed = true;
    wake();
  }

  /** Returns the number of clients that wait. */
  synchronized int waiting() {
    return waiting.size();
  }
}
