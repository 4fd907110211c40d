package dev.reeve.supervisor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Command lines with which no server is started. */
final class ServeCommandTest {
  @TempDir private Path folder;

  private final Capture capture = new Capture();

  private int serve(String... options) {
    String[] all = Stream.concat(Stream.of("serve"), Stream.of(options)).toArray(String[]::new);
    return Main.run(capture.streams(), all);
  }

  @Test
  void an_address_is_what_it_should_be() {
    assertThat(serve("--listen", "nonsense")).isEqualTo(ExitCodes.USAGE);
    assertThat(capture.err()).contains("--listen: \"nonsense\" is no address", "unix:");
  }

  @Test
  void other_machines_need_a_token_that_was_chosen() {
    assertThat(serve("--listen", "0.0.0.0:0")).isEqualTo(ExitCodes.USAGE);
    assertThat(capture.err()).contains("other machines can reach", "--token-file");
  }

  @Test
  void a_token_is_at_least_that() throws IOException {
    Path token = Files.writeString(folder.resolve("t"), "short\n");
    assertThat(serve("--token-file", token.toString(), "--listen", "127.0.0.1:0"))
        .isEqualTo(ExitCodes.CANNOT_CREATE_RESULTS);
    assertThat(capture.err()).contains("is no token", "/dev/urandom");
  }

  @Test
  void a_read_only_token_alone_protects_nothing() {
    String socket = "unix:" + folder.resolve("s");
    assertThat(serve("--read-token-file", folder.resolve("r").toString(), "--listen", socket))
        .isEqualTo(ExitCodes.USAGE);
    assertThat(capture.err()).contains("--read-token-file needs --token-file");
  }

  @Test
  void a_document_is_valid_and_there() throws IOException {
    Path bad = Files.writeString(folder.resolve("bad.json"), "{\"wrkers\":1,\"tasks\":[]}");
    assertThat(serve(bad.toString())).isEqualTo(ExitCodes.INVALID_JOB);
    assertThat(capture.err()).contains("wrkers");
    assertThat(serve(folder.resolve("none.json").toString())).isEqualTo(ExitCodes.UNREADABLE_JOB);
  }

  @Test
  void a_document_with_tasks_is_refused() throws IOException {
    Path job = Files.writeString(folder.resolve("j.json"), "{\"tasks\":[{\"handler\":\"echo\"}]}");
    assertThat(serve(job.toString())).isEqualTo(ExitCodes.INVALID_JOB);
    assertThat(capture.err()).contains("j.json: tasks: ", "reeve run", "schedules");
  }

  @Test
  void the_place_of_another_server_is_left_alone() throws IOException {
    Path socket = folder.resolve("s");
    try (ServerSocketChannel other = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      other.bind(UnixDomainSocketAddress.of(socket));
      assertThat(serve("--listen", "unix:" + socket)).isEqualTo(ExitCodes.CANNOT_CREATE_RESULTS);
      assertThat(capture.err()).contains("another server listens at " + socket);
      assertThat(socket).exists();
    }
  }
}
