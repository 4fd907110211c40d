package dev.reeve.worker.handlers.exec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LaunchMechanismTest {

  @ParameterizedTest
  @CsvSource({
    "Linux, 17, VFORK",
    "Linux, 24, VFORK",
    "Linux, 25,",
    "Linux, 26,",
    "Mac OS X, 17,",
    "AIX, 21,"
  })
  void vfork_is_chosen_where_it_exists_without_a_warning(String system, int jdk, String chosen) {
    assertThat(LaunchMechanism.fastest(system, jdk)).isEqualTo(chosen);
  }

  @Test
  void a_launch_mechanism_that_is_already_set_is_kept() {
    String before = System.getProperty(LaunchMechanism.PROPERTY);
    try {
      System.setProperty(LaunchMechanism.PROPERTY, "FORK");
      LaunchMechanism.choose();
      assertThat(System.getProperty(LaunchMechanism.PROPERTY)).isEqualTo("FORK");
    } finally {
      restore(before);
    }
  }

  @Test
  void the_choice_is_made_before_the_first_command() throws Exception {
    Commands.run(Commands.command("true"));
    String fastest =
        LaunchMechanism.fastest(System.getProperty("os.name"), Runtime.version().feature());
    assumeTrue(fastest != null, "no mechanism is known to be the fastest on this system and JDK");
    assertThat(System.getProperty(LaunchMechanism.PROPERTY)).isEqualTo(fastest);
  }

  private static void restore(@Nullable String mechanism) {
    if (mechanism == null) {
      System.clearProperty(LaunchMechanism.PROPERTY);
    } else {
      System.setProperty(LaunchMechanism.PROPERTY, mechanism);
    }
  }
}
