package dev.reeve.supervisor.cli.control;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reeve.json.Json;
import dev.reeve.supervisor.control.ControlAnswer;
import dev.reeve.supervisor.control.ControlRequest;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ControlServerTest {
  private static final Duration LIMIT = Duration.ofSeconds(60);

  @TempDir Path folder;

  /** Requests that wait for their answers, if they are held. */
  private final Queue<CompletableFuture<ControlAnswer>> held = new ConcurrentLinkedQueue<>();

  private volatile boolean holds;
  private final List<SocketChannel> clients = new ArrayList<>();
  private ControlServer server;
  private Thread thread;

  private CompletableFuture<ControlAnswer> answer(byte[] request) {
    ControlAnswer echo = ControlAnswer.of(Json.string(new String(request, UTF_8)));
    if (!holds) {
      return CompletableFuture.completedFuture(echo);
    }
    CompletableFuture<ControlAnswer> later = new CompletableFuture<>();
    held.add(later);
    return later;
  }

  private void start(Duration idleLimit) throws IOException {
    server = ControlServer.open(this::answer, List.of(folder.resolve("run")), idleLimit);
    thread =
        new Thread(
            () -> {
              try {
                server.serve();
              } catch (IOException e) {
                throw new AssertionError(e);
              }
            });
    thread.start();
  }

  @AfterEach
  void stop() throws Exception {
    for (SocketChannel client : clients) {
      client.close();
    }
    if (server != null) {
      server.close();
      thread.join(60_000);
      assertThat(thread.isAlive()).isFalse();
      assertThat(server.file()).doesNotExist();
    }
  }

  private SocketChannel connect() throws IOException {
    SocketChannel client = SocketChannel.open(StandardProtocolFamily.UNIX);
    clients.add(client);
    client.connect(UnixDomainSocketAddress.of(server.file()));
    return client;
  }

  private static void send(SocketChannel client, String text) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(UTF_8));
    while (bytes.hasRemaining()) {
      client.write(bytes);
    }
  }

  /** Reads a line; what there is if the connection ends before. */
  private static String line(SocketChannel client) throws IOException {
    StringBuilder line = new StringBuilder();
    ByteBuffer one = ByteBuffer.allocate(1);
    while (client.read(one.clear()) > 0) {
      char c = (char) one.get(0);
      if (c == '\n') {
        break;
      }
      line.append(c);
    }
    return line.toString();
  }

  @Test
  void only_its_owner_may_enter_its_folder() throws Exception {
    start(LIMIT);
    Path parent = server.file().getParent();
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(parent)))
        .isEqualTo("rwx------");
    assertThat(PeerCheck.isOwn(connect())).isTrue();
  }

  @Test
  void a_folder_that_others_could_enter_is_shut() throws Exception {
    Files.createDirectory(
        folder.resolve("run"),
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
    start(LIMIT);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("run"))))
        .isEqualTo("rwx------");
  }

  @Test
  void a_client_gets_the_answers_to_its_requests_in_their_order() throws Exception {
    start(LIMIT);
    SocketChannel client = connect();
    send(client, "one\ntwo\nthr");
    assertThat(line(client)).isEqualTo("{\"result\":\"one\"}");
    assertThat(line(client)).isEqualTo("{\"result\":\"two\"}");
    send(client, "ee\n");
    assertThat(line(client)).isEqualTo("{\"result\":\"three\"}");
  }

  @Test
  void a_client_that_waits_for_its_answer_holds_no_other() throws Exception {
    start(LIMIT);
    holds = true;
    SocketChannel slow = connect();
    send(slow, "slow\n");
    Awaitility.await().atMost(LIMIT).until(() -> held.size() == 1);
    holds = false;
    SocketChannel quick = connect();
    send(quick, "quick\n");
    assertThat(line(quick)).contains("quick");
    held.remove().complete(ControlAnswer.of(Json.of("7")));
    assertThat(line(slow)).isEqualTo("{\"result\":7}");
  }

  @Test
  void an_answer_to_a_client_that_has_left_is_dropped() throws Exception {
    start(LIMIT);
    holds = true;
    SocketChannel client = connect();
    send(client, "x\n");
    Awaitility.await().atMost(LIMIT).until(() -> held.size() == 1);
    client.close();
    holds = false;
    held.remove().complete(ControlAnswer.of(Json.of("7")));
    SocketChannel next = connect();
    send(next, "y\n");
    assertThat(line(next)).contains("y");
  }

  @Test
  void a_request_that_never_ends_is_refused_and_its_client_dropped() throws Exception {
    start(LIMIT);
    SocketChannel client = connect();
    send(client, "x".repeat(ControlConnection.MOST_REQUEST_BYTES));
    assertThat(line(client))
        .contains("bad-request")
        .contains("longer than " + ControlConnection.MOST_REQUEST_BYTES);
    assertThat(line(client)).isEmpty();
  }

  @Test
  void the_longest_request_is_taken() throws Exception {
    start(LIMIT);
    SocketChannel client = connect();
    String request = "x".repeat(ControlConnection.MOST_REQUEST_BYTES - 1);
    send(client, request + "\n");
    assertThat(line(client)).isEqualTo("{\"result\":\"" + request + "\"}");
  }

  @Test
  void silent_clients_are_dropped_and_those_that_had_to_wait_are_served() throws Exception {
    start(Duration.ofMillis(200));
    for (int i = 0; i < ControlServer.MOST_CONNECTIONS; i++) {
      send(connect(), "half a requ");
    }
    SocketChannel next = connect();
    send(next, "next\n");
    assertThat(line(next)).isEqualTo("{\"result\":\"next\"}");
    assertThat(line(clients.get(0))).isEmpty();
  }

  @Test
  void a_client_that_does_not_read_holds_no_other() throws Exception {
    start(Duration.ofMillis(500));
    SocketChannel deaf = connect();
    deaf.configureBlocking(false);
    byte[] line = ("x".repeat(60_000) + "\n").getBytes(UTF_8);
    for (int i = 0; i < 100; i++) {
      deaf.write(ByteBuffer.wrap(line));
    }
    SocketChannel other = connect();
    send(other, "other\n");
    assertThat(line(other)).contains("other");
  }

  @Test
  void random_bytes_harm_neither_the_server_nor_other_clients() throws Exception {
    start(LIMIT);
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int i = 0; i < 200; i++) {
      if (clients.size() == 20) { // beyond a number of open clients the server lets others wait
        clients.remove(0).close();
      }
      SocketChannel client = connect();
      byte[] bytes = new byte[random.nextInt(3_000)];
      random.nextBytes(bytes);
      client.write(ByteBuffer.wrap(bytes));
      if (random.nextBoolean()) {
        client.close();
      } else if (random.nextBoolean()) {
        client.shutdownOutput();
      }
    }
    clients.forEach(
        client -> {
          try {
            client.close();
          } catch (IOException e) {
            throw new AssertionError(e);
          }
        });
    SocketChannel client = connect();
    send(client, "still there\n");
    assertThat(line(client)).as("seed " + seed).contains("still there");
  }

  @Test
  void a_client_waits_no_longer_than_its_limit() throws Exception {
    start(LIMIT);
    holds = true;
    assertThatThrownBy(
            () ->
                ControlClient.call(
                    server.file(),
                    ControlRequest.of(ControlRequest.Call.STATUS),
                    Duration.ofMillis(100)))
        .isInstanceOf(IOException.class)
        .hasMessageEndingWith("; it may be stopped, as by Ctrl-Z");
  }

  @Test
  void many_clients_at_once_are_all_answered() throws Exception {
    start(LIMIT);
    List<CompletableFuture<ControlAnswer>> answers = new ArrayList<>();
    for (int i = 0; i < 3 * ControlServer.MOST_CONNECTIONS; i++) {
      ControlRequest request = ControlRequest.cancel("t" + i);
      answers.add(
          CompletableFuture.supplyAsync(
              () -> {
                try {
                  return ControlClient.call(server.file(), request, LIMIT);
                } catch (IOException e) {
                  throw new AssertionError(e);
                }
              }));
    }
    for (int i = 0; i < answers.size(); i++) {
      assertThat(answers.get(i).get(60, TimeUnit.SECONDS).result().toString())
          .contains("t" + i + "\\\"");
    }
  }
}
