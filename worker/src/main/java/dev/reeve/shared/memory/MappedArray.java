package dev.reeve.shared.memory;

import dev.reeve.shared.SharedObject;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Objects;

/** An array in a mapped file, of elements of any type. */
abstract class MappedArray implements SharedObject {
  private final String name;
  private final long length;
  private final int shift;
  private final Runnable discard;
  private final MappedFile file;

  /**
   * Maps the file, and creates it first if it does not exist.
   *
   * @param shift binary logarithm of an element's length in bytes
   * @param discard removes the array for all
   * @throws IllegalArgumentException if {@code length} is below 1 or too large
   */
  MappedArray(String name, Path path, long length, int shift, Runnable discard) throws IOException {
    if (length < 1 || length > Long.MAX_VALUE >> shift) {
      throw new IllegalArgumentException(name + ": an array can't have " + length + " elements");
    }
    this.name = name;
    this.length = length;
    this.shift = shift;
    this.discard = discard;
    this.file = MappedFile.open(path, fileBytes(length << shift));
  }

  /** Returns the length of the file for elements of this length together. */
  long fileBytes(long elementBytes) {
    return elementBytes;
  }

  @Override
  public final String name() {
    return name;
  }

  /** Returns the number of elements. */
  public final long length() {
    return length;
  }

  @Override
  public final void discard() {
    discard.run();
  }

  /** Returns the part of the file that holds the element. */
  final ByteBuffer chunk(long index) {
    return file.chunk(Objects.checkIndex(index, length) << shift);
  }

  /** Returns the position of the element in its chunk, in bytes. */
  final int at(long index) {
    return MappedFile.within(index << shift);
  }
}
