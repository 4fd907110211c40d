package dev.reeve.supervisor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class FirstProcessTest {

  @Test
  void only_process_1_is_the_first() {
    assertThat(FirstProcess.is(1)).isTrue();
    assertThat(FirstProcess.is(2)).isFalse();
  }

  @Test
  void the_warning_names_what_helps() {
    assertThat(FirstProcess.WARNING).contains("--init", "tini");
  }
}
