package dev.reeve.shared.memory;

import dev.reeve.shared.SharedInts;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.file.Path;

/** An array of ints in a mapped file. */
public final class MappedInts extends MappedArray implements SharedInts {
  private static final VarHandle ELEMENT =
      MethodHandles.byteBufferViewVarHandle(int[].class, ByteOrder.nativeOrder());

  /**
   * Maps the file, and creates it first if it does not exist.
   *
   * @param discard removes the array for all
   */
  public MappedInts(String name, Path path, long length, Runnable discard) throws IOException {
    super(name, path, length, 2, discard);
  }

  @Override
  public int get(long index) {
    return (int) ELEMENT.getVolatile(chunk(index), at(index));
  }

  @Override
  public void set(long index, int value) {
    ELEMENT.setVolatile(chunk(index), at(index), value);
  }

  @Override
  public int getPlain(long index) {
    return (int) ELEMENT.get(chunk(index), at(index));
  }

  @Override
  public void setPlain(long index, int value) {
    ELEMENT.set(chunk(index), at(index), value);
  }

  @Override
  public int getAndAdd(long index, int amount) {
    return (int) ELEMENT.getAndAdd(chunk(index), at(index), amount);
  }

  @Override
  public int getAndSet(long index, int value) {
    return (int) ELEMENT.getAndSet(chunk(index), at(index), value);
  }

  @Override
  public boolean compareAndSet(long index, int expected, int value) {
    return ELEMENT.compareAndSet(chunk(index), at(index), expected, value);
  }
}
