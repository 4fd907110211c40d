package dev.reeve.supervisor.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.reeve.supervisor.redis.FlowProxy;
import dev.reeve.supervisor.redis.RedisProcess;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Servers that give their tasks to a broker, with all that stands around them. */
@Tag("long")
class BrokerServersIT {
  private static final Path MODEL = Reeve.TOP.resolve("supervisor/examples/read-text");
  private static final String TOKEN = "token-of-all-servers";
  private static final String PASSWORD = "not-for-everybody";
  private static final Map<String, String> SIGNS =
      Map.of("exit.png", "EXIT 24", "beagle.png", "beagle", "opening.png", "Open daily");

  @TempDir Path folder;

  private final List<Process> started = new ArrayList<>();
  private final List<RedisProcess> redis = new ArrayList<>();
  private final HttpClient client = HttpClient.newHttpClient();
  private final ExecutorService callers = Executors.newFixedThreadPool(6);

  @BeforeEach
  void writeToken() throws IOException {
    assumeTrue(RedisProcess.isAvailable(), "there is no redis-server for this system");
    Files.writeString(folder.resolve("token"), TOKEN + "\n");
  }

  @AfterEach
  void end() {
    callers.shutdownNow();
    for (Process each : started) {
      each.destroyForcibly();
      Reeve.exitCode(each);
    }
    redis.forEach(RedisProcess::close);
  }

  private void startRedis(String... options) {
    List<String> all = new ArrayList<>(List.of("--requirepass", PASSWORD));
    all.addAll(List.of(options));
    redis.add(
        RedisProcess.start(folder.resolve("redis-" + redis.size()), all.toArray(String[]::new)));
  }

  private Process start(String ready, String... command) throws IOException {
    List<String> words = new ArrayList<>(List.of(command));
    redis.forEach(each -> words.addAll(List.of("--broker", each.address().toString())));
    Path err = folder.resolve("err-" + started.size());
    Process process =
        Reeve.in(folder)
            .withoutArchive()
            .env("XDG_STATE_HOME", folder.resolve("state-" + started.size()).toString())
            .env("REEVE_BROKER_PASSWORD", PASSWORD)
            .env("TMPDIR", folder.toString())
            .start(folder.resolve("out-" + started.size()), err, words.toArray(String[]::new));
    started.add(process);
    Reeve.awaitText(err, ready);
    return process;
  }

  private Process serve(int port) throws IOException {
    return start(
        "tasks go to the queue",
        "serve",
        "--listen",
        "127.0.0.1:" + port,
        "--host",
        "127.0.0.1",
        "--token-file",
        "token");
  }

  private HttpResponse<String> call(int port, String token, String path, String body)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
            .timeout(Duration.ofSeconds(Reeve.LIMIT_SECONDS))
            .header("Authorization", "Bearer " + token)
            .header("Content-Type", "application/json")
            .method(path.startsWith("/v1/tasks/") ? "PUT" : "POST", BodyPublishers.ofString(body))
            .build();
    return client.send(request, BodyHandlers.ofString());
  }

  /** Asks for a task, as a caller does: again, with the same id, until there is its record. */
  private String ask(int port, String id, String task) {
    return Awaitility.await()
        .atMost(Reeve.LIMIT_SECONDS, TimeUnit.SECONDS)
        .pollInterval(Duration.ofMillis(200))
        .ignoreExceptions()
        .until(
            () -> call(port, TOKEN, "/v1/tasks/" + id + "?wait=30s", task),
            answer -> answer.statusCode() == 200)
        .body();
  }

  /** Many records of calls and of tasks do not fit into the broker at the same time. */
  @Test
  void records_that_callers_have_got_make_room_for_their_next_calls() throws Exception {
    startRedis("--maxmemory", "8mb");
    int port = RedisProcess.freePort();
    Process unusedServer = serve(port);
    Process unusedWork = start("taking tasks", "work", "-j", "1");
    String large = '"' + "x".repeat(200_000) + '"';
    List<CompletableFuture<Void>> all = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      String name = "caller" + i + "-";
      all.add(CompletableFuture.runAsync(() -> callOften(port, name, large), callers));
    }
    CompletableFuture.allOf(all.toArray(CompletableFuture[]::new))
        .get(Reeve.LIMIT_SECONDS, TimeUnit.SECONDS);
    assertThat(Reeve.text(folder.resolve("err-0")).split("the memory of", -1))
        .as("it is told once")
        .hasSizeLessThanOrEqualTo(2);
  }

  private void callOften(int port, String name, String payload) {
    try {
      for (int i = 0; i < 15; i++) {
        assertThat(call(port, TOKEN, "/v1/handlers/echo", payload).statusCode()).isEqualTo(200);
        String task = "{\"handler\":\"echo\",\"payload\":" + payload + "}";
        assertThat(ask(port, name + i, task)).contains("\"succeeded\"");
      }
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** Downloads a model and a library, 80 MB together, when it runs for the first time. */
  @Test
  void each_accepted_request_is_answered_once_whatever_dies() throws Exception {
    assumeTrue(modelIsBuilt(), "the model that reads text cannot be downloaded");
    startRedis("--appendonly", "yes");
    startRedis("--appendonly", "yes");
    List<Integer> ports = List.of(RedisProcess.freePort(), RedisProcess.freePort());
    Process firstServer = serve(ports.get(0));
    Process unusedServer = serve(ports.get(1));
    List<Process> machines = List.of(work(), work());
    Map<String, String> records = new ConcurrentHashMap<>();
    int port = RedisProcess.freePort(); // one that the system gives to no connection meanwhile
    FlowProxy first = new FlowProxy(port, ports);
    List<CompletableFuture<Void>> all = askForAll(port, records);
    awaitRecords(records, 3);
    assertThat(call(port, "a-token-of-nobody", "/v1/tasks/none", "{}").statusCode()).isEqualTo(401);
    machines.get(0).descendants().forEach(ProcessHandle::destroyForcibly);
    awaitRecords(records, 6);
    first.close();
    try (FlowProxy second = new FlowProxy(port, ports)) {
      awaitRecords(records, 9);
      firstServer.destroyForcibly();
      awaitRecords(records, 12);
      machines.get(1).descendants().forEach(ProcessHandle::destroyForcibly);
      machines.get(1).destroyForcibly();
      CompletableFuture.allOf(all.toArray(CompletableFuture[]::new))
          .get(2 * Reeve.LIMIT_SECONDS, TimeUnit.SECONDS);
      assertThat(second.port()).isEqualTo(port);
    }
    records.forEach(
        (id, record) ->
            assertThat(record)
                .contains(SIGNS.get(id.substring(id.indexOf('-') + 1)), "\"succeeded\""));
    assertThat(records).hasSize(24);
    assertThat(succeeded()).as("one record of each").isEqualTo(24);
  }

  private static boolean modelIsBuilt() throws Exception {
    Process build =
        new ProcessBuilder("mvn", "-B", "-q", "-f", MODEL.toString(), "package")
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    return build.waitFor(10, TimeUnit.MINUTES) && build.exitValue() == 0;
  }

  private Process work() throws IOException {
    String job = MODEL.resolve("serve.json").toString();
    // a killed worker leaves what the model's library has unpacked in its temporary folder
    String temporary = "-Djava.io.tmpdir=" + folder;
    return start(
        "taking tasks",
        "work",
        "-j",
        "1",
        "--lease",
        "5s",
        "--ahead",
        "8",
        "--jvm-arg",
        temporary,
        job);
  }

  private List<CompletableFuture<Void>> askForAll(int port, Map<String, String> records) {
    List<CompletableFuture<Void>> all = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      for (String sign : SIGNS.keySet()) {
        String id = i + "-" + sign;
        String task =
            "{\"handler\":\"read-text\",\"retries\":3,\"payload\":{\"path\":\"%s\"}}"
                .formatted(MODEL.resolve("signs").resolve(sign));
        all.add(CompletableFuture.runAsync(() -> records.put(id, ask(port, id, task)), callers));
      }
    }
    return all;
  }

  private static void awaitRecords(Map<String, String> records, int number) {
    Awaitility.await()
        .atMost(Reeve.LIMIT_SECONDS, TimeUnit.SECONDS)
        .until(() -> records.size() >= number);
  }

  private long succeeded() throws IOException {
    Path out = folder.resolve("counts");
    List<String> words = new ArrayList<>(List.of("broker", "--output", "jsonl"));
    redis.forEach(each -> words.addAll(List.of("--broker", each.address().toString())));
    Reeve reeve = Reeve.in(folder).withoutArchive().env("REEVE_BROKER_PASSWORD", PASSWORD);
    Files.writeString(out, reeve.run(words.toArray(String[]::new)).out());
    long sum = 0;
    for (String line : Files.readAllLines(out)) {
      assertThat(line).contains("\"waiting\":0,\"running\":0,\"delayed\":0,\"dead\":0");
      sum += Long.parseLong(line.replaceAll(".*\"succeeded\":(\\d+).*", "$1"));
    }
    return sum;
  }
}
