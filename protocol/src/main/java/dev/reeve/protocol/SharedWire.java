package dev.reeve.protocol;

import dev.reeve.json.JsonWriter;
import dev.reeve.json.RawJson;
import org.jspecify.annotations.Nullable;

/** Calls of shared objects and what they came to, as members; what has its default is left out. */
final class SharedWire {

  private SharedWire() {}

  static void write(SharedCall call, JsonWriter out) {
    out.plain(PlainForm.KIND).text(call.kind().wireName());
    out.plain(PlainForm.NAME).text(call.name());
    out.plain(PlainForm.OPERATION).text(call.operation().wireName());
    wholeUnlessZero(PlainForm.THREAD, call.thread(), out);
    wholeUnlessZero(PlainForm.WAIT_NANOS, call.waitNanos(), out);
    wholeUnlessZero(PlainForm.NUMBER, call.number(), out);
    wholeUnlessZero(PlainForm.EXPECTED, call.expected(), out);
    rawUnlessNull(PlainForm.KEY, call.key(), out);
    rawUnlessNull(PlainForm.VALUE, call.value(), out);
    rawUnlessNull(PlainForm.FORMER, call.former(), out);
    if (call.lock() != null) {
      out.plain(PlainForm.LOCK).text(call.lock());
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
    out.plain(result.done() ? PlainForm.DONE : PlainForm.NOT_DONE);
    wholeUnlessZero(PlainForm.NUMBER, result.number(), out);
    rawUnlessNull(PlainForm.VALUE, result.value(), out);
    if (result.formerHolderDied()) {
      out.plain(PlainForm.FORMER_HOLDER_DIED);
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

  private static void wholeUnlessZero(byte[] member, long value, JsonWriter out) {
    if (value != 0) {
      out.plain(member).whole(value);
    }
  }

  private static void rawUnlessNull(byte[] member, @Nullable RawJson value, JsonWriter out) {
    if (value != null) {
      out.plain(member).raw(value);
    }
  }
}
