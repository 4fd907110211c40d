package dev.reeve.shared.memory;

import dev.reeve.shared.SharedBytes;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Objects;

/** An array of bytes in a mapped file. Atomic operations work on the int that contains the byte. */
public final class MappedBytes extends MappedArray implements SharedBytes {
  private static final VarHandle WORD =
      MethodHandles.byteBufferViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

  /**
   * Maps the file, and creates it first if it does not exist.
   *
   * @param discard removes the array for all
   */
  public MappedBytes(String name, Path path, long length, Runnable discard) throws IOException {
    super(name, path, length, 0, discard);
  }

  /** Rounds up to whole ints, because atomic operations reach for the int around the last byte. */
  @Override
  long fileBytes(long elementBytes) {
    return paddedLength(elementBytes);
  }

  static long paddedLength(long bytes) {
    return (bytes + 3) & ~3L;
  }

  @Override
  public byte get(long index) {
    return chunk(index).get(at(index));
  }

  @Override
  public void set(long index, byte value) {
    chunk(index).put(at(index), value);
  }

  @Override
  public void read(long index, byte[] target, int offset, int length) {
    check(index, target, offset, length);
    int done = 0;
    while (done < length) {
      int at = at(index + done);
      ByteBuffer chunk = chunk(index + done);
      int part = Math.min(length - done, chunk.capacity() - at);
      chunk.get(at, target, offset + done, part);
      done += part;
    }
  }

  @Override
  public void write(long index, byte[] source, int offset, int length) {
    check(index, source, offset, length);
    int done = 0;
    while (done < length) {
      int at = at(index + done);
      ByteBuffer chunk = chunk(index + done);
      int part = Math.min(length - done, chunk.capacity() - at);
      chunk.put(at, source, offset + done, part);
      done += part;
    }
  }

  private void check(long index, byte[] array, int offset, int length) {
    Objects.checkFromIndexSize(index, (long) length, length());
    Objects.checkFromIndexSize(offset, length, array.length);
  }

  @Override
  public byte getAndAdd(long index, byte amount) {
    byte before = get(index);
    while (!compareAndSet(index, before, (byte) (before + amount))) {
      before = get(index);
    }
    return before;
  }

  @Override
  public boolean compareAndSet(long index, byte expected, byte value) {
    ByteBuffer chunk = chunk(index);
    int at = at(index) & ~3;
    int shift = (at(index) & 3) * Byte.SIZE;
    while (true) {
      int word = (int) WORD.getVolatile(chunk, at);
      if ((byte) (word >>> shift) != expected) {
        return false;
      }
      int changed = (word & ~(0xFF << shift)) | ((value & 0xFF) << shift);
      if (WORD.compareAndSet(chunk, at, word, changed)) {
        return true;
      }
    }
  }
}
