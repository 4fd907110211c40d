package dev.reeve.protocol;

import dev.reeve.json.Json;
import dev.reeve.json.JsonWriter;
import org.jspecify.annotations.Nullable;

/** Writes and reads the members of shared calls and results; a default value is left out. */
final class SharedCodec {

  private SharedCodec() {}

  static void write(SharedCall call, JsonWriter out) {
    out.bytes(PlainForm.KIND).string(call.kind().wireName());
    out.bytes(PlainForm.NAME).string(call.name());
    out.bytes(PlainForm.OPERATION).string(call.operation().wireName());
    numberUnlessZero(PlainForm.THREAD, call.thread(), out);
    numberUnlessZero(PlainForm.WAIT_NANOS, call.waitNanos(), out);
    numberUnlessZero(PlainForm.NUMBER, call.number(), out);
    numberUnlessZero(PlainForm.EXPECTED, call.expected(), out);
    valueUnlessNull(PlainForm.KEY, call.key(), out);
    valueUnlessNull(PlainForm.VALUE, call.value(), out);
    valueUnlessNull(PlainForm.FORMER, call.former(), out);
    if (call.lock() != null) {
      out.bytes(PlainForm.LOCK).string(call.lock());
    }
  }

  static SharedCall readCall(Members params) throws MalformedMemberException {
    return new SharedCall(
        kind(params),
        params.string("name"),
        operation(params),
        number(params, "thread"),
        params.number("waitNanos", -1, Long.MAX_VALUE, 0),
        number(params, "number"),
        number(params, "expected"),
        valueOrNull(params, "key"),
        valueOrNull(params, "value"),
        valueOrNull(params, "former"),
        params.stringOrNull("lock"));
  }

  private static SharedKind kind(Members params) throws MalformedMemberException {
    String name = params.string("kind");
    SharedKind kind = SharedKind.of(name);
    if (kind == null) {
      throw new MalformedMemberException("unknown kind of shared object " + name);
    }
    return kind;
  }

  private static SharedOperation operation(Members params) throws MalformedMemberException {
    String name = params.string("operation");
    SharedOperation operation = SharedOperation.of(name);
    if (operation == null) {
      throw new MalformedMemberException("unknown operation " + name);
    }
    return operation;
  }

  static void write(SharedResult result, JsonWriter out) {
    out.bytes(result.done() ? PlainForm.DONE : PlainForm.NOT_DONE);
    numberUnlessZero(PlainForm.NUMBER, result.number(), out);
    valueUnlessNull(PlainForm.VALUE, result.value(), out);
    if (result.formerHolderDied()) {
      out.bytes(PlainForm.FORMER_HOLDER_DIED);
    }
    out.endObject();
  }

  static SharedResult readResult(Members result) throws MalformedMemberException {
    return new SharedResult(
        result.flag("done", true),
        number(result, "number"),
        valueOrNull(result, "value"),
        result.flag("formerHolderDied", false));
  }

  private static long number(Members members, String name) throws MalformedMemberException {
    return members.number(name, Long.MIN_VALUE, Long.MAX_VALUE, 0);
  }

  private static @Nullable Json valueOrNull(Members members, String name) {
    return members.has(name) ? members.value(name) : null;
  }

  private static void numberUnlessZero(byte[] member, long value, JsonWriter out) {
    if (value != 0) {
      out.bytes(member).number(value);
    }
  }

  private static void valueUnlessNull(byte[] member, @Nullable Json value, JsonWriter out) {
    if (value != null) {
      out.bytes(member).value(value);
    }
  }
}
