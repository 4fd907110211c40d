package dev.reeve.supervisor.results;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * Records that wait for a slow reader, first in, first out. Beyond a bound they wait in a file
 * without a name; if there can be none, they stay in memory, because none may be lost. Thread-safe.
 */
public final class RecordQueue implements AutoCloseable {
  private static final long MOST_BYTES = 1 << 20;

  private final Path folder;
  private final long mostBytes;
  private final Deque<Waiting> waiting = new ArrayDeque<>();
  private long bytesInMemory;
  private @Nullable SpillFile file;
  private boolean hasNoFile;

  /** A record: its bytes in memory, or its place in the file. */
  private static final class Waiting {
    private final byte @Nullable [] bytes;
    private final SpillFile.@Nullable Region region;

    Waiting(byte @Nullable [] bytes, SpillFile.@Nullable Region region) {
      this.bytes = bytes;
      this.region = region;
    }
  }

  /**
   * @param folder of the file
   */
  public RecordQueue(Path folder) {
    this(folder, MOST_BYTES);
  }

  RecordQueue(Path folder, long mostBytes) {
    this.folder = folder;
    this.mostBytes = mostBytes;
  }

  /** Adds a record; takes over its bytes. */
  public synchronized void add(byte[] record) {
    SpillFile.Region region =
        bytesInMemory + record.length > mostBytes && !waiting.isEmpty() ? moved(record) : null;
    if (region == null) {
      bytesInMemory += record.length;
      waiting.add(new Waiting(record, null));
    } else {
      waiting.add(new Waiting(null, region));
    }
  }

  private SpillFile.@Nullable Region moved(byte[] record) {
    if (hasNoFile) {
      return null;
    }
    try {
      SpillFile open = file == null ? SpillFile.create(folder) : file;
      file = open;
      SpillFile.Region region = open.allocate(record.length);
      open.write(region.offset(), ByteBuffer.wrap(record));
      return region;
    } catch (IOException e) {
      hasNoFile = true;
      return null;
    }
  }

  /**
   * Takes out the next record; null if none waits.
   *
   * @throws IOException if it cannot be read from the file; it is lost then
   */
  public synchronized byte @Nullable [] poll() throws IOException {
    Waiting next = waiting.poll();
    if (next == null) {
      return null;
    }
    if (next.bytes != null) {
      bytesInMemory -= next.bytes.length;
      return next.bytes;
    }
    SpillFile open = file;
    SpillFile.Region region = next.region;
    if (open == null || region == null) {
      throw new IllegalStateException("the queue is closed");
    }
    byte[] bytes = new byte[(int) region.bytes()];
    open.read(region.offset(), ByteBuffer.wrap(bytes));
    open.free(region);
    return bytes;
  }

  public synchronized int size() {
    return waiting.size();
  }

  /** Drops all records and the file. */
  @Override
  public synchronized void close() {
    waiting.clear();
    bytesInMemory = 0;
    hasNoFile = true;
    SpillFile open = file;
    file = null;
    try {
      if (open != null) {
        open.close();
      }
    } catch (IOException e) {
      // nothing of it is needed any more
    }
  }
}
