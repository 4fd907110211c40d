package dev.reeve.supervisor.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reeve.supervisor.cli.client.ServerAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerPlaceTest {
  private static final ServerAddress HOST = new ServerAddress(null, "127.0.0.1", 8080);

  @TempDir Path folder;

  @Test
  void the_command_line_goes_before_the_environment() throws Exception {
    Map<String, String> env = Map.of("REEVE_AT", "box:80", "HOME", folder.toString());
    assertThat(ServerPlace.address("127.0.0.1:8080", env)).isEqualTo(HOST);
    assertThat(ServerPlace.address(null, env)).isEqualTo(new ServerAddress(null, "box", 80));
  }

  @Test
  void without_either_it_is_the_socket_in_the_state_folder() throws Exception {
    Map<String, String> home = Map.of("HOME", folder.toString(), "REEVE_AT", "");
    assertThat(ServerPlace.address(null, home).socket())
        .isEqualTo(folder.resolve(".local/state/reeve/serve/socket"));
    Map<String, String> state = Map.of("XDG_STATE_HOME", folder.toString());
    assertThat(ServerPlace.address(null, state).socket())
        .isEqualTo(folder.resolve("reeve/serve/socket"));
    assertThatThrownBy(() -> ServerPlace.address(null, Map.of()))
        .hasMessageContaining("name it by --at");
  }

  @Test
  void what_is_no_address_is_wrong_use() {
    assertThatThrownBy(() -> ServerPlace.address("box", Map.of()))
        .isInstanceOfSatisfying(
            CommandAbortedException.class, e -> assertThat(e.exitCode()).isEqualTo(ExitCodes.USAGE))
        .hasMessageContaining("\"box\" is no address of a server");
  }

  @Test
  void the_token_is_in_the_file_that_is_named_or_that_the_server_has_made() throws Exception {
    Path named = Files.writeString(folder.resolve("named"), "one-token\nrest\n");
    Map<String, String> env =
        Map.of("REEVE_TOKEN_FILE", named.toString(), "XDG_STATE_HOME", folder.toString());
    assertThat(ServerPlace.token(HOST, null, env)).isEqualTo("one-token");
    Path made = folder.resolve("reeve/serve/token");
    Files.createDirectories(folder.resolve("reeve/serve"));
    Files.writeString(made, "made-token\n");
    Map<String, String> state = Map.of("XDG_STATE_HOME", folder.toString());
    assertThat(ServerPlace.token(HOST, null, state)).isEqualTo("made-token");
    assertThat(ServerPlace.token(HOST, named, state)).isEqualTo("one-token");
    assertThat(ServerPlace.token(ServerAddress.of(Path.of("/s")), null, state)).isNull();
    assertThat(ServerPlace.token(HOST, null, Map.of())).isNull();
  }

  @Test
  void a_file_that_is_missing_or_holds_no_token_is_told() throws Exception {
    Path empty = Files.createFile(folder.resolve("empty"));
    assertThatThrownBy(() -> ServerPlace.token(HOST, empty, Map.of()))
        .hasMessageContaining("the first line of " + empty + " is no token");
    Path missing = folder.resolve("missing");
    assertThatThrownBy(() -> ServerPlace.token(HOST, missing, Map.of()))
        .isInstanceOfSatisfying(
            CommandAbortedException.class,
            e -> assertThat(e.exitCode()).isEqualTo(ExitCodes.UNREADABLE_JOB))
        .hasMessageContaining("cannot read the token in " + missing);
  }
}
