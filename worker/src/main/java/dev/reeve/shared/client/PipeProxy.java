package dev.reeve.shared.client;

import static dev.reeve.protocol.SharedOperation.ATTACH;
import static dev.reeve.protocol.SharedOperation.CLOSE;
import static dev.reeve.protocol.SharedOperation.PUT_BACK;
import static dev.reeve.protocol.SharedOperation.RECEIVE;
import static dev.reeve.protocol.SharedOperation.SEND;

import dev.reeve.json.Json;
import dev.reeve.protocol.SharedCall;
import dev.reeve.protocol.SharedOperation;
import dev.reeve.protocol.SharedResult;
import dev.reeve.shared.SharedPipe;
import dev.reeve.worker.mapping.ValueBinding;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A pipe, as a program or a handler uses it. Any thread. */
final class PipeProxy<T> extends SharedProxy implements SharedPipe<T> {
  private final ValueBinding<T> values;

  PipeProxy(SharedCalls calls, SharedCall open, ValueBinding<T> values) {
    super(calls, open);
    this.values = values;
  }

  @Override
  public End<T> first() {
    return attached(0);
  }

  @Override
  public End<T> second() {
    return attached(1);
  }

  private End<T> attached(int number) {
    calls.send(call(ATTACH).number(number));
    return new AttachedEnd(number);
  }

  private final class AttachedEnd implements End<T>, Takeable<T> {
    private final int number;
    private final ItemReader<T> received;

    AttachedEnd(int number) {
      this.number = number;
      this.received = new ItemReader<>(calls, values, () -> here(PUT_BACK));
    }

    private SharedCall here(SharedOperation operation) {
      return call(operation).number(number);
    }

    @Override
    public void send(T value) throws InterruptedException {
      calls.await(here(SEND).value(values.write(value)));
    }

    @Override
    public boolean send(T value, Duration limit) throws InterruptedException {
      return calls.await(here(SEND).value(values.write(value)), limit).done();
    }

    @Override
    public T receive() throws InterruptedException {
      return received.read(calls.await(here(RECEIVE)).value());
    }

    @Override
    public @Nullable T receive(Duration limit) throws InterruptedException {
      SharedResult result = calls.await(here(RECEIVE), limit);
      return result.done() ? received.read(result.value()) : null;
    }

    @Override
    public boolean usesCalls(SharedCalls others) {
      return calls == others;
    }

    @Override
    public SharedCall takeCall() {
      return here(RECEIVE);
    }

    @Override
    public @Nullable Json takeDirectly() {
      return null;
    }

    @Override
    public T readTaken(@Nullable Json item) {
      return received.read(item);
    }

    /** Returns the pipe's kind and name, and the end. */
    @Override
    public String toString() {
      return PipeProxy.this + ", end " + number;
    }

    @Override
    public void close() {
      calls.send(here(CLOSE));
    }
  }
}
