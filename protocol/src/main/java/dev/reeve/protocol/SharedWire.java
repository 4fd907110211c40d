package dev.reeve.protocol;

import dev.reeve.json.Json;
import dev.reeve.json.JsonWriter;
import org.jspecify.annotations.Nullable;

/** Calls of shared objects and what they came to, as members; what has its default is left out. */
final class SharedWire {

  private SharedWire() {}

  static void write(SharedCall call, JsonWriter out) {
    out.bytes(PlainForm.KIND).string(call.kind().wireName());
    out.bytes(PlainForm.NAME).string(call.name());
    out.bytes(PlainForm.OPERATION).string(call.operation().wireName());
    wholeUnlessZero(PlainForm.THREAD, call.thread(), out);
    wholeUnlessZero(PlainForm.WAIT_NANOS, call.waitNanos(), out);
    wholeUnlessZero(PlainForm.NUMBER, call.number(), out);
    wholeUnlessZero(PlainForm.EXPECTED, call.expected(), out);
    rawUnlessNull(PlainForm.KEY, call.key(), out);
    rawUnlessNull(PlainForm.VALUE, call.value(), out);
    rawUnlessNull(PlainForm.FORMER, call.former(), out);
    if (call.lock() != null) {
      out.bytes(PlainForm.LOCK).string(call.lock());
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

  static void write(SharedResult result, JsonWriter out) {
    out.bytes(result.done() ? PlainForm.DONE : PlainForm.NOT_DONE);
    wholeUnlessZero(PlainForm.NUMBER, result.number(), out);
    rawUnlessNull(PlainForm.VALUE, result.value(), out);
    if (result.formerHolderDied()) {
      out.bytes(PlainForm.FORMER_HOLDER_DIED);
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

  private static @Nullable Json rawOrNull(Members members, String name) {
    return members.has(name) ? members.raw(name) : null;
  }

  private static void wholeUnlessZero(byte[] member, long value, JsonWriter out) {
    if (value != 0) {
      out.bytes(member).number(value);
    }
  }

  private static void rawUnlessNull(byte[] member, @Nullable Json value, JsonWriter out) {
    if (value != null) {
      out.bytes(member).value(value);
    }
  }
}
