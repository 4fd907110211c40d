package dev.reeve.protocol;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How the value of a member is read. A name means the same wherever the protocol uses it. */
enum MemberKind {
  /** A string, number, boolean or null. */
  SCALAR,
  /** An object with known members. */
  OBJECT,
  /** An array of strings. */
  TEXTS,
  /** Any JSON, copied as it stands. */
  RAW;

  private static final Map<String, MemberKind> BY_NAME = new HashMap<>();

  static {
    add(SCALAR, "jsonrpc", "id", "elapsedNanos", "method", "code", "message");
    add(SCALAR, "protocolVersion", "slot", "generation", "pid", "javaVersion");
    add(SCALAR, "heartbeatMillis", "graceMillis", "maxFrameBytes", "lastWords");
    add(SCALAR, "task", "attempt", "handler", "request", "fraction", "level", "tasks", "threads");
    add(SCALAR, "heapUsed", "heapMax", "resident", "peakResident");
    add(SCALAR, "onlyWaiting", "type", "stack", "fatal", "exitCode", "signal", "stderrTail");
    add(SCALAR, "kind", "name", "operation", "thread", "waitNanos", "number", "expected", "lock");
    add(SCALAR, "done", "formerHolderDied");
    add(OBJECT, "params", "error", "data", "worker", "settings", "memory");
    add(TEXTS, "handlers", "causes");
    add(RAW, "payload", "result", "key", "value", "former");
  }

  private static void add(MemberKind kind, String... names) {
    for (String name : names) {
      BY_NAME.put(name, kind);
    }
  }

  /** Null for a name that this version of the protocol does not know. */
  static @Nullable MemberKind of(String name) {
    return BY_NAME.get(name);
  }
}
