package dev.reeve.shared.client;

import dev.reeve.protocol.SharedCall;
import dev.reeve.protocol.SharedKind;
import dev.reeve.protocol.SharedOperation;
import dev.reeve.shared.SharedObject;
import dev.reeve.text.Quote;

/**
 * A shared object of any kind, as a program or a handler uses it: each method is a call of the
 * supervisor.
 */
abstract class SharedProxy implements SharedObject {
  final SharedCalls calls;
  private final SharedKind kind;
  private final String name;

  SharedProxy(SharedCalls calls, SharedCall open) {
    this.calls = calls;
    this.kind = open.kind();
    this.name = open.name();
  }

  /** Returns a call of this object without arguments, which the caller may add. */
  final SharedCall call(SharedOperation operation) {
    return SharedCall.of(kind, name, operation);
  }

  /** Sends a call without arguments and returns the number of the answer. */
  final long number(SharedOperation operation) {
    return calls.send(call(operation)).number();
  }

  @Override
  public final String name() {
    return name;
  }

  @Override
  public final void discard() {
    calls.send(call(SharedOperation.DISCARD));
    forgetMemory();
  }

  /** Forgets the memory of the discarded object, if this kind of proxy keeps it. */
  void forgetMemory() {}

  /** Returns kind and name, such as {@code queue jobs}. */
  @Override
  public final String toString() {
    return kind.wireName() + ' ' + Quote.text(name);
  }
}
