package dev.reeve.supervisor.process;

import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The locale of worker JVMs. Under the locale {@code C} a JVM replaces all characters beyond ASCII
 * in file names and arguments by question marks. Workers therefore get {@code C.UTF-8}, which
 * differs from it in the characters only, unless the job itself chooses a locale. On a system
 * without {@code C.UTF-8} this has no effect.
 */
final class WorkerLocale {
  private static final String ALL = "LC_ALL";
  private static final String CHARACTERS = "LC_CTYPE";
  private static final String DEFAULT = "LANG";
  private static final String UNICODE = "C.UTF-8";

  private WorkerLocale() {}

  /**
   * Changes the locale in the environment if it has ASCII only.
   *
   * @param environment the environment that a worker inherits; changed
   * @param chosen variables that the job sets
   */
  static void apply(Map<String, String> environment, Map<String, String> chosen) {
    if (Collections.disjoint(chosen.keySet(), Set.of(ALL, CHARACTERS, DEFAULT))
        && isAsciiOnly(locale(environment))) {
      environment.put(isSet(environment.get(ALL)) ? ALL : CHARACTERS, UNICODE);
    }
  }

  /** Returns the first variable that is set; see locale(7). */
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
