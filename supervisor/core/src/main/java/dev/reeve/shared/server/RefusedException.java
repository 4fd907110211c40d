package dev.reeve.shared.server;

import dev.reeve.protocol.RpcError;
import dev.reeve.protocol.SharedRefusal;

/** The refusal of a call, no part of which was carried out. */
final class RefusedException extends Exception {
  private static final long serialVersionUID = 1;

  private final SharedRefusal refusal;
  private final String text;

  RefusedException(SharedRefusal refusal, String message) {
    super(message, null, false, false); // an ordinary answer, which needs no stack
    this.refusal = refusal;
    this.text = message;
  }

  RpcError error() {
    return refusal.error(text);
  }
}
