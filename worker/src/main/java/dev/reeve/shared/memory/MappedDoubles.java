package dev.reeve.shared.memory;

import dev.reeve.shared.SharedDoubles;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;

/** An array of doubles in a mapped file. Atomic operations work on their bits, as longs. */
public final class MappedDoubles extends MappedArray implements SharedDoubles {
  private static final VarHandle BITS =
      MethodHandles.byteBufferViewVarHandle(long[].class, ByteOrder.nativeOrder());

  /**
   * Maps the file, and creates it first if it does not exist.
   *
   * @param discard removes the array for all
   */
  public MappedDoubles(String name, Path path, long length, Runnable discard) throws IOException {
    super(name, path, length, 3, discard);
  }

  @Override
  public double get(long index) {
    return Double.longBitsToDouble((long) BITS.getVolatile(chunk(index), at(index)));
  }

  @Override
  public void set(long index, double value) {
    BITS.setVolatile(chunk(index), at(index), Double.doubleToRawLongBits(value));
  }

  @Override
  public double getPlain(long index) {
    return Double.longBitsToDouble((long) BITS.get(chunk(index), at(index)));
  }

  @Override
  public void setPlain(long index, double value) {
    BITS.set(chunk(index), at(index), Double.doubleToRawLongBits(value));
  }

  @Override
  public double getAndAdd(long index, double amount) {
    ByteBuffer chunk = chunk(index);
    int at = at(index);
    while (true) {
      long before = (long) BITS.getVolatile(chunk, at);
      double sum = Double.longBitsToDouble(before) + amount;
      if (BITS.compareAndSet(chunk, at, before, Double.doubleToRawLongBits(sum))) {
        return Double.longBitsToDouble(before);
      }
    }
  }

  @Override
  public double getAndSet(long index, double value) {
    long bits = Double.doubleToRawLongBits(value);
    return Double.longBitsToDouble((long) BITS.getAndSet(chunk(index), at(index), bits));
  }

  @Override
  public boolean compareAndSet(long index, double expected, double value) {
    return BITS.compareAndSet(
        chunk(index),
        at(index),
        Double.doubleToRawLongBits(expected),
        Double.doubleToRawLongBits(value));
  }
}
