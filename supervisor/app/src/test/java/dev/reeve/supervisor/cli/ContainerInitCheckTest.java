package dev.reeve.supervisor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class ContainerInitCheckTest {

  @Test
  void only_process_1_is_the_first() {
    assertThat(ContainerInitCheck.is(1)).isTrue();
    assertThat(ContainerInitCheck.is(2)).isFalse();
  }

  @Test
  void the_warning_names_what_helps() {
    assertThat(ContainerInitCheck.WARNING).contains("--init", "tini");
  }
}
