package dev.reeve.supervisor.cli.client;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Calls to a server that is played by the test. */
class ServerConnectionTest {
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final HttpRequest GET = HttpRequest.of("GET", "/v1/tasks");

  /** The server's part, with its connection. */
  private interface Part {
    void play(InputStream in, OutputStream out) throws IOException;
  }

  private ServerSocket server;

  @BeforeEach
  void listen() throws IOException {
    server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
  }

  @AfterEach
  void close() throws IOException {
    server.close();
  }

  @Test
  void a_request_and_its_answer_pass() throws Exception {
    CompletableFuture<String> head = new CompletableFuture<>();
    play(
        (in, out) -> {
          head.complete(head(in));
          out.write(
              bytes("HTTP/1.1 202 Accepted\r\nLocation: /v1/tasks/a\r\nContent-Length: 2\r\n"));
          out.write(bytes("\r\nokay, and more that is not part of it"));
        });
    try (HttpAnswer answer = connect(LIMIT).call(GET.with("Authorization", "Bearer x"))) {
      assertThat(answer.status()).isEqualTo(202);
      assertThat(answer.isSuccess()).isTrue();
      assertThat(answer.field("LOCATION")).isEqualTo("/v1/tasks/a");
      assertThat(answer.bytes()).asString(UTF_8).isEqualTo("ok");
    }
    assertThat(head.get(60, TimeUnit.SECONDS))
        .startsWith("GET /v1/tasks HTTP/1.1\r\nHost: localhost:" + server.getLocalPort() + "\r\n")
        .contains("\r\nConnection: close\r\n", "\r\nAuthorization: Bearer x\r\n")
        .doesNotContain("Transfer-Encoding");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\nA;x=y\r\n0123456789\r\n0\r\n\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: Chunked\r\n\r\n03\r\nabc\r\na\r\n0123456789\r\n0\r\nx: y\r\n\r\n",
        "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 13\r\n\r\nabc0123456789",
        "HTTP/1.0 200 OK\n\nabc0123456789"
      })
  void bodies_of_all_forms_are_read_even_if_they_come_byte_by_byte(String text) throws Exception {
    play(
        (in, out) -> {
          head(in);
          for (byte b : bytes(text)) {
            out.write(b);
            out.flush();
          }
        });
    try (HttpAnswer answer = connect(LIMIT).call(GET)) {
      assertThat(answer.bytes()).asString(UTF_8).isEqualTo("abc0123456789");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "HTTP/1.1 200 OK\r\nContent-Le",
        "SSH-2.0-OpenSSH\r\n\r\n",
        "HTTP/1.1 2x0 OK\r\n\r\n",
        "HTTP/1.1 200 OK\r\nnonsense\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nabc",
        "HTTP/1.1 200 OK\r\nContent-Length: x\r\n\r\nabc",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nab",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nx\r\nab",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nffffffffffffffff\r\nab"
      })
  void a_damaged_or_broken_answer_is_an_error(String text) throws Exception {
    play(
        (in, out) -> {
          head(in);
          out.write(bytes(text));
        });
    assertThatThrownBy(
            () -> {
              try (HttpAnswer answer = connect(LIMIT).call(GET)) {
                answer.bytes();
              }
            })
        .isInstanceOf(IOException.class);
  }

  @Test
  void a_long_body_is_sent_while_its_answer_is_read() throws Exception {
    int lines = 200_000; // more than any buffer between the two holds
    play(
        (in, out) -> {
          head(in);
          out.write(bytes("HTTP/1.1 200 OK\r\n\r\n"));
          in.transferTo(out); // ends with the connection
        });
    HttpRequest request =
        HttpRequest.of("POST", "/v1/tasks")
            .with(
                "application/x-ndjson",
                out -> {
                  for (int i = 0; i < lines; i++) {
                    out.write(bytes("line " + i + "\n"));
                  }
                });
    try (HttpAnswer answer = connect(LIMIT).call(request)) {
      byte[] read = answer.body().readNBytes(1 << 20);
      assertThat(new String(read, ISO_8859_1)).startsWith("2000\r\nline 0\nline 1\n");
    }
  }

  @Test
  void a_server_may_refuse_a_body_before_it_has_read_it() throws Exception {
    play(
        (in, out) -> {
          head(in);
          out.write(bytes("HTTP/1.1 413 Content Too Large\r\nContent-Length: 0\r\n\r\n"));
          out.flush();
          in.read();
        });
    HttpRequest request =
        HttpRequest.of("POST", "/").with("text/plain", out -> out.write(new byte[64 << 20]));
    try (HttpAnswer answer = connect(LIMIT).call(request)) {
      assertThat(answer.status()).isEqualTo(413);
      assertThat(answer.isSuccess()).isFalse();
    }
  }

  @Test
  void an_input_that_breaks_is_the_reason() throws Exception {
    play(
        (in, out) -> {
          head(in);
          in.readAllBytes();
        });
    try (ServerConnection connection = connect(Duration.ofMillis(500))) {
      HttpRequest request =
          HttpRequest.of("POST", "/")
              .with(
                  "text/plain",
                  out -> {
                    throw new IOException("the tape is torn");
                  });
      assertThatThrownBy(() -> connection.call(request)).isInstanceOf(IOException.class);
    }
  }

  @Test
  void a_server_that_says_nothing_is_left_after_the_limit() throws Exception {
    CompletableFuture<Void> left = new CompletableFuture<>();
    play(
        (in, out) -> {
          in.readAllBytes();
          left.complete(null);
        });
    try (ServerConnection connection = connect(Duration.ofMillis(200))) {
      assertThatThrownBy(() -> connection.call(GET))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("has not answered within");
    }
    left.get(60, TimeUnit.SECONDS);
  }

  @Test
  void where_nobody_listens_the_connection_is_refused() throws IOException {
    int port = server.getLocalPort();
    server.close();
    assertThatThrownBy(() -> ServerConnection.open(ServerAddress.parse("127.0.0.1:" + port), LIMIT))
        .isInstanceOf(ConnectException.class);
  }

  @Test
  void texts_in_a_path_are_encoded_and_fields_have_no_line_ends() {
    assertThat(HttpRequest.encoded("a b/ü?%..")).isEqualTo("a%20b%2F%C3%BC%3F%25..");
    assertThat(HttpRequest.encoded("..")).isEqualTo("%2E%2E");
    assertThatThrownBy(() -> GET.with("X", "a\r\nHost: b"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private ServerConnection connect(Duration limit) throws IOException {
    String address = "localhost:" + server.getLocalPort();
    return ServerConnection.open(ServerAddress.parse(address), limit);
  }

  private void play(Part part) {
    Thread thread =
        new Thread(
            () -> {
              try (Socket socket = server.accept()) {
                part.play(socket.getInputStream(), socket.getOutputStream());
              } catch (IOException e) {
                // the client has left
              }
            },
            "played-server");
    thread.setDaemon(true);
    thread.start();
  }

  private static String head(InputStream in) throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      int b = in.read();
      if (b < 0) {
        break;
      }
      head.append((char) b);
    }
    return head.toString();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(ISO_8859_1);
  }
}
