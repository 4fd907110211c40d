package dev.reeve.supervisor.redis;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A broker before a program that answers as Redis 6 does, which knows no flags of scripts. */
class OldRedisTest {
  private ServerSocket server;

  @BeforeEach
  void start() throws IOException {
    server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread thread = new Thread(this::accept, "flow-proxy-old-redis");
    thread.start();
  }

  @AfterEach
  void stop() throws IOException {
    server.close();
    Leftovers.assertNone();
  }

  private void accept() {
    while (!server.isClosed()) {
      try (Socket client = server.accept()) {
        answer(client);
      } catch (IOException e) {
        // the client has gone, or the test is over
      }
    }
  }

  private static void answer(Socket client) throws IOException {
    BufferedReader in = new BufferedReader(new InputStreamReader(client.getInputStream(), UTF_8));
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      int parts = Integer.parseInt(line.substring(1));
      String name = "";
      for (int i = 0; i < parts; i++) {
        int length = Integer.parseInt(in.readLine().substring(1));
        char[] text = new char[length + 2];
        for (int at = 0; at < text.length; ) {
          at += in.read(text, at, text.length - at);
        }
        name = i == 0 ? new String(text).strip().toUpperCase(Locale.ROOT) : name;
      }
      client.getOutputStream().write(answer(name).getBytes(UTF_8));
    }
  }

  private static String answer(String command) {
    String info = "# Server\r\nredis_version:6.2.14\r\n";
    return switch (command) {
      case "EVALSHA" -> "-NOSCRIPT No matching script. Please use EVAL.\r\n";
      case "EVAL" ->
          "-ERR Error compiling script (new function): user_script:1: unexpected symbol near '#'\r\n";
      case "HELLO" -> "*2\r\n$5\r\nproto\r\n:2\r\n";
      case "INFO" -> "$" + info.length() + "\r\n" + info + "\r\n";
      default -> "+OK\r\n";
    };
  }

  @Test
  void olderRedisIsRefusedWithItsVersion() {
    BrokerAddress address = BrokerAddress.of("redis://127.0.0.1:" + server.getLocalPort());
    assertThatThrownBy(() -> Broker.open(List.of(address), "jobs", BrokerLogin.NONE, message -> {}))
        .isInstanceOf(BrokerException.class)
        .hasMessage("the broker " + address + " is Redis 6.2.14; at least 7.0 is needed");
    assertThat(server.isClosed()).isFalse();
  }
}
