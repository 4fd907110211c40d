package dev.reeve.worker.memory;

import java.io.IOException;
import java.nio.file.Path;

/**
 * A number in a mapped file, and beside it whether it is still in use. Each operation is one of the
 * processor's, so a process that is killed has carried it out or not. Any thread of any process.
 */
public final class MappedCounter {
  private static final long LENGTH = 2;
  private static final long NUMBER = 0;
  private static final long GONE = 1;

  private final Path path;
  private final MappedLongs memory;

  private MappedCounter(Path path) throws IOException {
    this.path = path;
    this.memory = new MappedLongs("counter", path, LENGTH, () -> {});
  }

  /** Makes one that begins with this number. */
  public static MappedCounter make(Path path, long number) throws IOException {
    MappedCounter made = new MappedCounter(path);
    made.set(number);
    return made;
  }

  /** Maps one that another process has made. */
  public static MappedCounter open(Path path) throws IOException {
    return new MappedCounter(path);
  }

  /** Where its file is. */
  public Path path() {
    return path;
  }

  /** The number. */
  public long get() {
    return memory.get(NUMBER);
  }

  /** Adds; returns the sum. */
  public long add(long amount) {
    return memory.getAndAdd(NUMBER, amount) + amount;
  }

  /** Sets the number; returns what it was before. */
  public long set(long number) {
    return memory.getAndSet(NUMBER, number);
  }

  /** Sets the number if it is {@code expected}; returns whether it was. */
  public boolean replace(long expected, long number) {
    return memory.compareAndSet(NUMBER, expected, number);
  }

  /** For the supervisor: nobody uses it any more. */
  public void end() {
    memory.set(GONE, 1);
  }

  /** Whether it has come to an end. */
  public boolean isGone() {
    return memory.get(GONE) != 0;
  }
}
