package dev.reeve.shared.memory;

import dev.reeve.shared.SharedObject;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Objects;

/** What arrays in a mapped file have in common, whatever their elements. */
abstract class MappedArray implements SharedObject {
  private final String name;
  private final long length;
  private final int shift;
  private final Runnable discard;
  private final MappedFile file;

  /**
   * Maps the file, which is made if it is not there.
   *
   * @param shift an element has 2 to the power of this bytes
   * @param discard does away with the array for all
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

  /** How long the file is that holds elements of so many bytes together. */
  long fileBytes(long elementBytes) {
    return elementBytes;
  }

  @Override
  public final String name() {
    return name;
  }

  public final long length() {
    return length;
  }

  @Override
  public final void discard() {
    discard.run();
  }

  /** The part of the file that the element is in. */
  final ByteBuffer chunk(long index) {
    return file.chunk(Objects.checkIndex(index, length) << shift);
  }

  /** Where in its chunk the element is, in bytes. */
  final int at(long index) {
    return MappedFile.within(index << shift);
  }
}
