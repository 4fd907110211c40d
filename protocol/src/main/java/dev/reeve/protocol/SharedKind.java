package dev.reeve.protocol;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The kinds of shared objects. */
public enum SharedKind {
  QUEUE("queue"),
  STACK("stack"),
  PRIORITY_QUEUE("priorityQueue"),
  MAP("map"),
  LIST("list"),
  SET("set"),
  COUNTER("counter"),
  LOCK("lock"),
  SEMAPHORE("semaphore"),
  BOUNDED_SEMAPHORE("boundedSemaphore"),
  CONDITION("condition"),
  EVENT("event"),
  BARRIER("barrier"),
  PIPE("pipe"),
  BYTES("bytes"),
  INTS("ints"),
  LONGS("longs"),
  DOUBLES("doubles");

  private static final Map<String, SharedKind> BY_NAME = new HashMap<>();

  static {
    for (SharedKind kind : values()) {
      BY_NAME.put(kind.wireName, kind);
    }
  }

  private final String wireName;

  SharedKind(String wireName) {
    this.wireName = wireName;
  }

  /** Returns the name in messages. */
  public String wireName() {
    return wireName;
  }

  /** Returns null if there is no such kind. */
  static @Nullable SharedKind of(String wireName) {
    return BY_NAME.get(wireName);
  }
}
