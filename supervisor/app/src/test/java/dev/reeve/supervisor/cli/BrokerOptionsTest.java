package dev.reeve.supervisor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.supervisor.redis.BrokerLogin;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The login at a broker, by options and variables. */
class BrokerOptionsTest {
  @Test
  void passwordComesFromTheFileOrTheEnvironment(@TempDir Path folder) throws Exception {
    Map<String, String> environment =
        Map.of("REEVE_BROKER_PASSWORD", "of-environment", "REEVE_BROKER_USER", "me");
    OptionValues values = new OptionValues();
    assertThat(BrokerOptions.login(values, environment))
        .isEqualTo(new BrokerLogin("me", "of-environment", null));
    Path file = Files.writeString(folder.resolve("secret"), "of-file\nrest");
    values.add(BrokerOptions.PASSWORD_FILE, file);
    assertThat(BrokerOptions.login(values, environment).password()).isEqualTo("of-file");
  }

  @Test
  void emptyVariablesCountAsNone() throws Exception {
    Map<String, String> environment = Map.of("REEVE_BROKER_PASSWORD", "", "REEVE_BROKER_USER", "");
    assertThat(BrokerOptions.login(new OptionValues(), environment)).isEqualTo(BrokerLogin.NONE);
  }
}
