package dev.reeve.supervisor.process;

import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Under the locale {@code C} a JVM can express neither file names nor arguments beyond ASCII, and
 * puts question marks in their place. A worker gets {@code C.UTF-8} instead, which differs from it
 * in the characters alone; unless the job itself chooses a locale. Where the system has no {@code
 * C.UTF-8} nothing changes.
 */
final class WorkerLocale {
  private static final String ALL = "LC_ALL";
  private static final String CHARACTERS = "LC_CTYPE";
  private static final String DEFAULT = "LANG";
  private static final String UNICODE = "C.UTF-8";

  private WorkerLocale() {}

  /**
   * @param environment what a worker inherits; changed
   * @param chosen what the job sets besides
   */
  static void apply(Map<String, String> environment, Map<String, String> chosen) {
    if (Collections.disjoint(chosen.keySet(), Set.of(ALL, CHARACTERS, DEFAULT))
        && isAsciiOnly(locale(environment))) {
      environment.put(isSet(environment.get(ALL)) ? ALL : CHARACTERS, UNICODE);
    }
  }

  /** The first that is set counts; see locale(7). */
  private static @Nullable String locale(Map<String, String> environment) {
    for (String name : new String[] {ALL, CHARACTERS, DEFAULT}) {
      if (isSet(environment.get(name))) {
        return environment.get(name);
      }
    }
    return null;
  }

  private static boolean isSet(@Nullable String value) {
    return value != null && !value.isEmpty();
  }

  private static boolean isAsciiOnly(@Nullable String locale) {
    return locale == null || Set.of("C", "POSIX").contains(locale.toUpperCase(Locale.ROOT));
  }
}
