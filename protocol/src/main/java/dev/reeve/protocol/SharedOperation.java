package dev.reeve.protocol;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The operations on shared objects. {@code protocol/README.md} lists the operations of each kind,
 * with their arguments and results.
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
  PUT_BACK("putBack"),
  PEEK("peek"),
  TAKE_ANY("takeAny"),
  TASK_DONE("taskDone"),
  JOIN("join"),
  DIRECT("direct"),
  GET("get"),
  SET("set"),
  ADD("add"),
  ADD_ALL("addAll"),
  INSERT("insert"),
  REMOVE("remove"),
  REMOVE_IF("removeIf"),
  CONTAINS("contains"),
  INDEX_OF("indexOf"),
  PUT_IF_ABSENT("putIfAbsent"),
  REPLACE("replace"),
  KEYS("keys"),
  VALUES("values"),
  ENTRIES("entries"),
  SCAN("scan"),
  ACQUIRE("acquire"),
  RELEASE("release"),
  AWAIT("await"),
  NOTIFY("notify"),
  RESET("reset"),
  ARRIVE("arrive"),
  ABORT("abort"),
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

  /** Returns the name in messages. */
  public String wireName() {
    return wireName;
  }

  /** Returns null if there is no such operation. */
  static @Nullable SharedOperation of(String wireName) {
    return BY_NAME.get(wireName);
  }
}
