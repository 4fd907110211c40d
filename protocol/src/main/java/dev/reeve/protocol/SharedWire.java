package dev.reeve.protocol;

import org.jspecify.annotations.Nullable;

/** Calls of shared objects and what they came to, as members; what has its default is left out. */
final class SharedWire {

  private SharedWire() {}

  static void write(SharedCall call, JsonBuffer out) {
    out.member("kind").text(call.kind().wireName());
    out.member("name").text(call.name());
    out.member("operation").text(call.operation().wireName());
    wholeUnless(0, "thread", call.thread(), out);
    wholeUnless(0, "waitNanos", call.waitNanos(), out);
    wholeUnless(0, "number", call.number(), out);
    wholeUnless(0, "expected", call.expected(), out);
    rawUnlessNull("key", call.key(), out);
    rawUnlessNull("value", call.value(), out);
    rawUnlessNull("former", call.former(), out);
    if (call.lock() != null) {
      out.member("lock").text(call.lock());
    }
  }

  static SharedCall readCall(Members params) throws MalformedMemberException {
    return new SharedCall(
        kind(params),
        params.text("name"),
        operation(params),
        number(params, "thread"),
        params.whole("waitNanos", -1, Long.MAX_VALUE, 0),
        number(params, "number"),
        number(params, "expected"),
        rawOrNull(params, "key"),
        rawOrNull(params, "value"),
        rawOrNull(params, "former"),
        params.textOrNull("lock"));
  }

  private static SharedKind kind(Members params) throws MalformedMemberException {
    String name = params.text("kind");
    SharedKind kind = SharedKind.of(name);
    if (kind == null) {
      throw new MalformedMemberException("there is no kind of shared object " + name);
    }
    return kind;
  }

  private static SharedOperation operation(Members params) throws MalformedMemberException {
    String name = params.text("operation");
    SharedOperation operation = SharedOperation.of(name);
    if (operation == null) {
      throw new MalformedMemberException("there is no operation " + name);
    }
    return operation;
  }

  static void write(SharedResult result, JsonBuffer out) {
    out.beginObject();
    out.member("done").flag(result.done());
    wholeUnless(0, "number", result.number(), out);
    rawUnlessNull("value", result.value(), out);
    if (result.formerHolderDied()) {
      out.member("formerHolderDied").flag(true);
    }
    out.endObject();
  }

  static SharedResult readResult(Members result) throws MalformedMemberException {
    return new SharedResult(
        result.flag("done", true),
        number(result, "number"),
        rawOrNull(result, "value"),
        result.flag("formerHolderDied", false));
  }

  private static long number(Members members, String name) throws MalformedMemberException {
    return members.whole(name, Long.MIN_VALUE, Long.MAX_VALUE, 0);
  }

  private static @Nullable RawJson rawOrNull(Members members, String name) {
    return members.has(name) ? members.raw(name) : null;
  }

  private static void wholeUnless(long standard, String name, long value, JsonBuffer out) {
    if (value != standard) {
      out.member(name).whole(value);
    }
  }

  private static void rawUnlessNull(String name, @Nullable RawJson value, JsonBuffer out) {
    if (value != null) {
      out.member(name).raw(value);
    }
  }
}
