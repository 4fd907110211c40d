package dev.reeve.supervisor.serve.http;

import dev.reeve.text.Durations;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The time that a caller is willing to wait: {@code ?wait=30s}, or {@code Prefer: wait=30}. */
final class WaitLimit {
  private static final String PREFER = "Prefer";
  private static final String WAIT = "wait=";

  private WaitLimit() {}

  /**
   * Returns the time; null if the caller does not say. Notes in the answer that the preference was
   * heard.
   */
  static @Nullable Duration of(Exchange exchange) throws ProblemException {
    String query = exchange.query("wait");
    if (query != null) {
      return duration(query);
    }
    String prefer = exchange.header(PREFER);
    for (String each : prefer == null ? new String[0] : prefer.split("[,;]", -1)) {
      String text = each.strip().toLowerCase(Locale.ROOT);
      if (text.startsWith(WAIT)) {
        Duration wait = duration(text.substring(WAIT.length()) + "s");
        exchange.headers().put("Preference-Applied", text);
        return wait;
      }
    }
    return null;
  }

  private static Duration duration(String text) throws ProblemException {
    try {
      return Durations.parse(text);
    } catch (IllegalArgumentException e) {
      throw new ProblemException(Problem.badRequest("the time to wait: " + e.getMessage()));
    }
  }
}
