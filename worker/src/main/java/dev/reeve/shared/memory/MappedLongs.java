package dev.reeve.shared.memory;

import dev.reeve.shared.SharedLongs;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.file.Path;

/** An array of longs in a mapped file. */
public final class MappedLongs extends MappedArray implements SharedLongs {
  private static final VarHandle ELEMENT =
      MethodHandles.byteBufferViewVarHandle(long[].class, ByteOrder.nativeOrder());

  /**
   * Maps the file, and creates it first if it does not exist.
   *
   * @param discard removes the array for all
   */
  public MappedLongs(String name, Path path, long length, Runnable discard) throws IOException {
    super(name, path, length, 3, discard);
  }

  @Override
  public long get(long index) {
    return (long) ELEMENT.getVolatile(chunk(index), at(index));
  }

  @Override
  public void set(long index, long value) {
    ELEMENT.setVolatile(chunk(index), at(index), value);
  }

  @Override
  public long getPlain(long index) {
    return (long) ELEMENT.get(chunk(index), at(index));
  }

  @Override
  public void setPlain(long index, long value) {
    ELEMENT.set(chunk(index), at(index), value);
  }

  @Override
  public long getAndAdd(long index, long amount) {
    return (long) ELEMENT.getAndAdd(chunk(index), at(index), amount);
  }

  @Override
  public long getAndSet(long index, long value) {
    return (long) ELEMENT.getAndSet(chunk(index), at(index), value);
  }

  @Override
  public boolean compareAndSet(long index, long expected, long value) {
    return ELEMENT.compareAndSet(chunk(index), at(index), expected, value);
  }
}
