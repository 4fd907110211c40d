package dev.reeve.protocol;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is done with a shared object; {@code protocol/README.md} tells which object knows which
 * operation, and what it takes and gives.
 */
public enum SharedOperation {
  OPEN("open"),
  DISCARD("discard"),
  SIZE("size"),
  CLOSE("close"),
  CLEAR("clear"),
  PUT("put"),
  TAKE("take"),
  PUT_ALL("putAll"),
  TAKE_ALL("takeAll"),
  TASK_DONE("taskDone"),
  JOIN("join"),
  DIRECT("direct"),
  GET("get"),
  SET("set"),
  ADD("add"),
  INSERT("insert"),
  REMOVE("remove"),
  PUT_IF_ABSENT("putIfAbsent"),
  REPLACE("replace"),
  KEYS("keys"),
  VALUES("values"),
  ENTRIES("entries"),
  ACQUIRE("acquire"),
  RELEASE("release"),
  AWAIT("await"),
  NOTIFY("notify"),
  RESET("reset"),
  ATTACH("attach"),
  SEND("send"),
  RECEIVE("receive");

  private static final Map<String, SharedOperation> BY_NAME = new HashMap<>();

  static {
    for (SharedOperation operation : values()) {
      BY_NAME.put(operation.wireName, operation);
    }
  }

  private final String wireName;

  SharedOperation(String wireName) {
    this.wireName = wireName;
  }

  /** Its name on the wire. */
  public String wireName() {
    return wireName;
  }

  static @Nullable SharedOperation of(String wireName) {
    return BY_NAME.get(wireName);
  }
}
