package dev.reeve.protocol;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The type of a member's value. A name has the same type wherever the protocol uses it. */
enum MemberKind {
  /** A string, number, boolean or null. */
  SCALAR,
  /** An object whose members have names of the protocol. */
  OBJECT,
  /** An array of strings. */
  STRINGS,
  /** Any JSON, copied as it stands. */
  ANY;

  private static final Map<String, MemberKind> BY_NAME = new HashMap<>();

  static {
    add(SCALAR, "jsonrpc", "id", "elapsedNanos", "method", "code", "message");
    add(SCALAR, "protocolVersion", "slot", "generation", "pid", "javaVersion");
    add(SCALAR, "heartbeatMillis", "graceMillis", "maxFrameBytes", "lastWords", "shortLines");
    add(SCALAR, "task", "attempt", "handler", "request", "fraction", "level", "tasks", "threads");
    add(SCALAR, "heapUsed", "heapMax", "resident", "peakResident");
    add(SCALAR, "onlyWaiting", "type", "stack", "fatal", "exitCode", "signal", "stderrTail");
    add(SCALAR, "stdoutTail");
    add(SCALAR, "hook", "kind", "name", "operation", "thread", "waitNanos", "number", "expected");
    add(SCALAR, "lock", "done", "formerHolderDied");
    add(SCALAR, "more", "maxItems", "maxWaitMillis", "maxBytes");
    add(OBJECT, "params", "error", "data", "worker", "settings", "setup", "memory");
    add(STRINGS, "handlers", "causes");
    add(ANY, "payload", "result", "key", "value", "former");
    add(ANY, "argument", "handlerClasses", "classFiles", "batches", "exitResult");
  }

  private static void add(MemberKind kind, String... names) {
    for (String name : names) {
      BY_NAME.put(name, kind);
    }
  }

  /** Returns null for a name that this version of the protocol does not know. */
  static @Nullable MemberKind of(String name) {
    return BY_NAME.get(name);
  }
}
