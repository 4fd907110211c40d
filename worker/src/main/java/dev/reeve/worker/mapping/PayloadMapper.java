package dev.reeve.worker.mapping;

import dev.reeve.json.Json;
import dev.reeve.worker.runtime.handler.RegisteredHandler;
import org.jspecify.annotations.Nullable;

/**
 * Payloads to requests, results to JSON. JSON that is taken or given as it is never meets the
 * mapping library, which is loaded when the first handler needs it. Task thread.
 */
public final class PayloadMapper {
  private @Nullable RecordMapper records;

  /** The request as {@code handler} takes it. */
  public @Nullable Object read(Json payload, RegisteredHandler handler)
      throws InvalidPayloadException {
    if (handler.takesJson()) {
      return payload;
    }
    return records().read(payload.utf8(), handler.type());
  }

  /** Returns the result as JSON on a single line. */
  public Json write(@Nullable Object result) {
    if (result == null) {
      return Json.NULL;
    }
    return result instanceof Json json ? json.checked() : Json.ofTrusted(records().write(result));
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
