package dev.reeve.supervisor.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs that are looked at and steered by their sockets. */
class ControlIT {
  /** The task {@code load} needs {@code dump}; {@code other} needs nothing. */
  private static final String JOB =
      """
      {"name": "nightly", "workers": {"count": 2}, "tasks": [
        {"id": "dump", "handler": "sleep", "payload": {"duration": "10m"}},
        {"id": "other", "handler": "sleep", "payload": {"duration": "10m"}},
        {"id": "late", "handler": "sleep", "payload": {"duration": "10m"}},
        {"id": "load", "needs": ["dump"], "handler": "sleep", "payload": {"duration": "10m"}}]}
      """;

  @TempDir Path folder;

  private Path state;
  private Process process;

  @BeforeEach
  void prepare() {
    state = folder.resolve("state");
  }

  @AfterEach
  void end() {
    if (process != null && process.isAlive()) {
      process.destroyForcibly();
      Reeve.exitCode(process);
    }
  }

  private Path start(Reeve reeve, Path sockets) throws IOException {
    Path job = Files.writeString(folder.resolve("job.json"), JOB);
    Path results = folder.resolve("results.jsonl");
    process =
        reeve.start(
            reeve.file("out"),
            folder.resolve("err"),
            "run",
            job.toString(),
            "--grace",
            "100ms",
            "--results",
            results.toString());
    Awaitility.await()
        .atMost(Reeve.LIMIT_SECONDS, TimeUnit.SECONDS)
        .until(() -> socket(sockets, process.pid()) != null);
    Path socket = socket(sockets, process.pid());
    awaitStatus(socket, "\"running\":2");
    return socket;
  }

  private Reeve reeve() {
    return Reeve.in(folder).withoutArchive().env("XDG_STATE_HOME", state.toString());
  }

  private static Path socket(Path folder, long pid) {
    return sockets(folder).stream()
        .filter(file -> file.getFileName().toString().startsWith(pid + "-"))
        .findFirst()
        .orElse(null);
  }

  private static List<Path> sockets(Path folder) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void awaitStatus(Path socket, String part) {
    Awaitility.await()
        .atMost(Reeve.LIMIT_SECONDS, TimeUnit.SECONDS)
        .until(() -> ask(socket, "{\"call\":\"status\"}").contains(part));
  }

  private static String ask(Path socket, String request) throws IOException {
    try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
      channel.connect(UnixDomainSocketAddress.of(socket));
      channel.write(ByteBuffer.wrap((request + "\n").getBytes(UTF_8)));
      ByteBuffer answer = ByteBuffer.allocate(64 << 10);
      while (answer.position() == 0 || answer.get(answer.position() - 1) != '\n') {
        if (channel.read(answer) < 0) {
          throw new IOException("the run has ended");
        }
      }
      return UTF_8.decode(answer.flip()).toString();
    }
  }

  @Test
  void a_cancelled_task_takes_those_that_need_it_along_and_a_paused_run_ends_by_a_signal()
      throws Exception {
    Path socket = start(reeve(), state.resolve("reeve/run"));
    assertThat(ask(socket, "{\"call\":\"pause\"}"))
        .contains("\"name\":\"nightly\"", "\"state\":\"paused\"", "\"waitReason\":\"paused\"");
    assertThat(ask(socket, "{\"call\":\"cancel\",\"id\":\"dump\"}")).contains("\"ending\"");
    awaitStatus(socket, "\"skipped\":2,\"running\":1");
    assertThat(ask(socket, "{\"call\":\"cancel\",\"id\":\"dump\"}")).contains("unknown-task");
    process.destroy();
    assertThat(Reeve.exitCode(process)).isEqualTo(143);
    assertThat(Files.readString(folder.resolve("results.jsonl")))
        .contains("\"id\":\"dump\",\"handler\":\"sleep\",\"status\":\"cancelled\"")
        .contains("\"id\":\"load\",\"handler\":\"sleep\",\"status\":\"skipped\"")
        .contains("NeedNotMet")
        .contains("\"id\":\"late\",\"handler\":\"sleep\",\"status\":\"skipped\"");
    assertThat(Files.readString(folder.resolve("err")))
        .contains("reeve: paused by request", "reeve: task \"dump\" is cancelled by request");
    assertThat(sockets(state.resolve("reeve/run"))).isEmpty();
  }

  @Test
  void a_killed_run_is_not_listed_and_the_next_one_removes_its_socket() throws Exception {
    Path sockets = state.resolve("reeve/run");
    Path killed = start(reeve(), sockets);
    process.destroyForcibly();
    Reeve.exitCode(process);
    assertThat(killed).exists();
    assertThat(reeve().run("ps")).isEqualTo(new Reeve.Finished(0, "", ""));
    Files.delete(folder.resolve("results.jsonl"));
    Path next = start(reeve(), sockets);
    assertThat(sockets(sockets)).containsExactly(next);
    assertThat(ask(next, "{\"call\":\"drain\"}")).contains("\"state\":\"stopping\"");
    assertThat(Reeve.exitCode(process)).isEqualTo(1);
  }

  @Test
  void a_state_folder_with_a_long_name_is_no_hindrance() throws Exception {
    Path runtime = Files.createDirectory(folder.resolve("runtime"));
    Reeve reeve =
        reeve()
            .env("XDG_STATE_HOME", state.resolve("x".repeat(100)).toString())
            .env("XDG_RUNTIME_DIR", runtime.toString());
    Path socket = start(reeve, runtime.resolve("reeve"));
    assertThat(ask(socket, "{\"call\":\"drain\"}")).contains("result");
    assertThat(Reeve.exitCode(process)).isEqualTo(1);
  }
}
