package dev.reeve.supervisor.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WorkerLocaleTest {

  @ParameterizedTest
  @ValueSource(strings = {"C", "POSIX", ""})
  void a_locale_of_ascii_only_is_replaced_by_one_of_all_characters(String lang) {
    assertThat(applied(Map.of("LANG", lang), Map.of())).containsEntry("LC_CTYPE", "C.UTF-8");
  }

  @Test
  void without_any_variable_the_locale_is_replaced() {
    assertThat(applied(Map.of(), Map.of())).containsOnly(Map.entry("LC_CTYPE", "C.UTF-8"));
  }

  @Test
  void a_variable_that_overrides_the_others_is_replaced() {
    assertThat(applied(Map.of("LC_ALL", "C", "LANG", "de_DE.UTF-8"), Map.of()))
        .containsOnly(Map.entry("LC_ALL", "C.UTF-8"), Map.entry("LANG", "de_DE.UTF-8"));
  }

  @Test
  void any_other_locale_is_kept() {
    Map<String, String> german = Map.of("LANG", "C", "LC_CTYPE", "de_DE.ISO-8859-1");
    assertThat(applied(german, Map.of())).isEqualTo(german);
  }

  @Test
  void the_locale_that_the_job_chooses_is_kept() {
    Map<String, String> plain = Map.of("LANG", "C");
    assertThat(applied(plain, Map.of("LC_ALL", "C"))).isEqualTo(plain);
    assertThat(applied(plain, Map.of("LANG", "POSIX"))).isEqualTo(plain);
  }

  private static Map<String, String> applied(
      Map<String, String> environment, Map<String, String> chosen) {
    Map<String, String> changed = new HashMap<>(environment);
    WorkerLocale.apply(changed, chosen);
    return changed;
  }
}
