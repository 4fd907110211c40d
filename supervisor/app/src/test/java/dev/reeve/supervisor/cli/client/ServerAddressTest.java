package dev.reeve.supervisor.cli.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServerAddressTest {

  @Test
  void a_socket_is_named_by_its_path() {
    ServerAddress address = ServerAddress.parse("unix:/run/reeve/queue");
    assertThat(address.socket()).isEqualTo(Path.of("/run/reeve/queue"));
    assertThat(address.authority()).isEqualTo("localhost");
    assertThat(address).hasToString("unix:/run/reeve/queue");
  }

  @ParameterizedTest
  @ValueSource(strings = {"box:80", "http://box:80", "HTTP://box:80/"})
  void a_host_is_named_with_its_port(String text) {
    ServerAddress address = ServerAddress.parse(text);
    assertThat(address).isEqualTo(new ServerAddress(null, "box", 80));
    assertThat(address).hasToString("http://box:80");
    assertThat(ServerAddress.isAddress(text)).isTrue();
  }

  @Test
  void an_address_of_ip_version_6_stands_in_brackets() {
    assertThat(ServerAddress.parse("[::1]:8080").authority()).isEqualTo("[::1]:8080");
    assertThat(ServerAddress.parse("[::1]:8080").socketAddress().toString()).contains(":8080");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "unix:",
        "unix:a\0b",
        "https://box:443",
        "box",
        "box:0",
        "box:65536",
        "box:x",
        ":80",
        "http://me@box:80",
        "http://box:80/v1",
        "http://box:80?x",
        "http://box",
        "a b:80"
      })
  void what_is_no_address_is_refused_with_its_name(String text) {
    assertThatThrownBy(() -> ServerAddress.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("is no address of a server");
  }

  @ParameterizedTest
  @ValueSource(strings = {"4711", "nightly", "night:ly", ":80"})
  void names_of_runs_are_not_taken_for_addresses(String text) {
    assertThat(ServerAddress.isAddress(text)).isFalse();
  }
}
