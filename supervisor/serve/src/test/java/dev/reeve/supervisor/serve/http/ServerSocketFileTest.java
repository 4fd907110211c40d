package dev.reeve.supervisor.serve.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reeve.supervisor.serve.ServerOfTest;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The socket that a server listens at by default. */
final class ServerSocketFileTest {
  @TempDir private Path folder;

  private static String mode(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }

  @Test
  void only_its_owner_can_connect_and_nothing_is_left() throws Exception {
    Path place = folder.resolve("new");
    try (ServerOfTest server = ServerOfTest.in(place);
        RawClient client = server.client()) {
      assertThat(mode(place)).isEqualTo("rwx------");
      assertThat(mode(place.resolve("s"))).isEqualTo("rw-------");
      try (Stream<Path> files = Files.list(place)) {
        assertThat(files).hasSize(1);
      }
      assertThat(client.call("GET", "/livez", "").status()).isEqualTo(200);
      assertThatThrownBy(() -> ServerOfTest.in(place))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("another server listens at");
      assertThat(client.call("GET", "/livez", "").status()).isEqualTo(200);
    }
    try (Stream<Path> files = Files.list(place)) {
      assertThat(files).isEmpty();
    }
  }

  @Test
  void the_socket_of_a_killed_server_is_replaced() throws Exception {
    try (ServerSocketChannel killed = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      killed.bind(UnixDomainSocketAddress.of(folder.resolve("s")));
    }
    assertThat(folder.resolve("s")).exists();
    try (ServerOfTest server = ServerOfTest.in(folder);
        RawClient client = server.client()) {
      assertThat(client.call("GET", "/livez", "").status()).isEqualTo(200);
    }
    assertThat(folder.resolve("s")).doesNotExist();
  }

  @Test
  void a_file_is_left_alone_and_a_long_path_is_refused() throws Exception {
    Files.writeString(folder.resolve("s"), "mine");
    assertThatThrownBy(() -> ServerOfTest.in(folder)).hasMessageContaining("is no socket");
    assertThat(folder.resolve("s")).hasContent("mine");
    Path deep = folder.resolve("x".repeat(100));
    assertThatThrownBy(() -> ServerOfTest.in(deep)).hasMessageContaining("too long for a socket");
  }

  @Test
  void addresses_are_read() {
    assertThat(ListenAddress.parse("127.0.0.1:80").toString()).isEqualTo("http://127.0.0.1:80");
    assertThat(ListenAddress.parse("[::1]:80").toString()).isEqualTo("http://[::1]:80");
    assertThat(ListenAddress.parse("unix:/a/b").toString()).isEqualTo("unix:/a/b");
    for (String bad : new String[] {"80", ":80", "::1:80", "a:b", "a:65536", "unix:", ""}) {
      assertThatThrownBy(() -> ListenAddress.parse(bad))
          .as(bad)
          .hasMessageContaining("for example: unix:");
    }
  }
}
