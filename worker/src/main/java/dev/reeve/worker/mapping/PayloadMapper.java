package dev.reeve.worker.mapping;

import dev.reeve.json.RawJson;
import dev.reeve.worker.Json;
import dev.reeve.worker.runtime.handler.RegisteredHandler;
import org.jspecify.annotations.Nullable;

/**
 * Payloads to requests, results to JSON. JSON that is taken or given as it is never meets the
 * mapping library, which is loaded when the first handler needs it. Task thread.
 */
public final class PayloadMapper {
  private @Nullable RecordMapper records;

  /** The request as {@code handler} takes it. */
  public @Nullable Object read(RawJson payload, RegisteredHandler handler)
      throws InvalidPayloadException {
    if (handler.takesJson()) {
      return Json.ofUtf8(payload.utf8());
    }
    return records().read(payload.utf8(), handler.type());
  }

  /**
   * The result as JSON on one line.
   *
   * @param payload of the same attempt: given back as it came, it is known to be valid
   */
  public RawJson write(@Nullable Object result, RawJson payload) {
    if (result == null) {
      return RawJson.NULL;
    }
    if (!(result instanceof Json json)) {
      return RawJson.ofTrusted(records().write(result));
    }
    byte[] utf8 = json.utf8();
    return utf8 == payload.utf8() ? payload : RawJson.compact(utf8, 0, utf8.length);
  }

  private RecordMapper records() {
    RecordMapper made = records;
    if (made == null) {
      made = new RecordMapper();
      records = made;
    }
    return made;
  }
}
