package dev.reeve.shared.client;

import dev.reeve.protocol.SharedCall;
import dev.reeve.protocol.SharedKind;
import dev.reeve.protocol.SharedOperation;
import dev.reeve.shared.SharedObject;

/** What all proxies have in common: an object's kind and name. */
abstract class Proxy implements SharedObject {
  final SharedCalls calls;
  private final SharedKind kind;
  private final String name;

  Proxy(SharedCalls calls, SharedCall open) {
    this.calls = calls;
    this.kind = open.kind();
    this.name = open.name();
  }

  /** A call of this object, to be filled in. */
  final SharedCall call(SharedOperation operation) {
    return SharedCall.of(kind, name, operation);
  }

  /** Calls without arguments and gives back the number. */
  final long number(SharedOperation operation) {
    return calls.now(call(operation)).number();
  }

  @Override
  public final String name() {
    return name;
  }

  @Override
  public final void discard() {
    calls.now(call(SharedOperation.DISCARD));
    discarded();
  }

  /** Lets go of what is no use any more. */
  void discarded() {}

  /** Such as {@code queue jobs}. */
  @Override
  public final String toString() {
    return kind.wireName() + ' ' + name;
  }
}
