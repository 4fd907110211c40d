package dev.reeve.supervisor.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.reeve.supervisor.redis.RedisProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Supervisors on hosts of their own, with real links to the host of a broker. */
@Tag("long")
class NetworkIT {
  /** Twice as many as both supervisors have workers. */
  private static final int TASKS = 8;

  private static final Duration LIMIT = Duration.ofSeconds(60);

  @TempDir Path folder;

  private final List<Process> started = new ArrayList<>();
  private final List<NetworkHost> hosts = new ArrayList<>();
  private String linksBefore;
  private NetworkHost center;

  @BeforeEach
  void layCables() throws IOException {
    assumeTrue(RedisProcess.isAvailable(), "there is no redis-server for this system");
    assumeTrue(
        NetworkHost.canBeMade(),
        "this user may not make network namespaces, or ip, unshare or nsenter is missing");
    linksBefore = NetworkHost.linksOutside();
    center = host();
    for (int i = 1; i <= 2; i++) {
      center.connect(host(), "10.9.%d.1/30".formatted(i), "10.9.%d.2/30".formatted(i), "to-" + i);
    }
  }

  private NetworkHost host() throws IOException {
    NetworkHost host = new NetworkHost();
    hosts.add(host);
    return host;
  }

  @AfterEach
  void end() {
    for (Process each : started) {
      each.destroyForcibly();
      int unused = Reeve.exitCode(each);
    }
    hosts.forEach(NetworkHost::close);
    if (center != null) {
      assertThat(NetworkHost.linksOutside()).isEqualTo(linksBefore);
    }
  }

  private static ConditionFactory await() {
    return Awaitility.await().atMost(LIMIT);
  }

  private static boolean holds(Path file, String text) throws IOException {
    return Files.exists(file) && Files.readString(file).contains(text);
  }

  private void startRedis() throws IOException {
    Path log = folder.resolve("redis.log");
    List<String> command = new ArrayList<>(Arrays.asList(center.prefix()));
    command.add(RedisProcess.program(folder.resolve("redis")).toString());
    command.addAll(
        List.of(
            "--bind", "0.0.0.0", "--protected-mode", "no", "--appendonly", "yes", "--save", ""));
    command.addAll(List.of("--dir", folder.resolve("redis").toString()));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    started.add(builder.redirectOutput(log.toFile()).start());
    await().until(() -> holds(log, "Ready to accept connections"));
  }

  private Reeve reeve(NetworkHost host) {
    return Reeve.in(folder)
        .withoutArchive()
        .env("XDG_STATE_HOME", folder.toString())
        .under(host.prefix());
  }

  /** Starts a supervisor on the host at the end of that cable; returns what it tells. */
  private Path work(int number) {
    Path err = folder.resolve("err-" + number);
    started.add(
        reeve(hosts.get(number))
            .start(
                folder.resolve("out-" + number),
                err,
                "work",
                "-j",
                "2",
                "--allow-exec",
                "--lease",
                "3s",
                "--broker",
                "redis://10.9.%d.1".formatted(number)));
    await().until(() -> holds(err, "taking tasks for 2 workers"));
    return err;
  }

  private Process submit(Path results) {
    Process submit =
        reeve(center)
            .start(
                folder.resolve("submit-out"),
                folder.resolve("submit-err"),
                "submit",
                "--broker",
                "redis://127.0.0.1",
                "--stream",
                "tasks.jsonl",
                "--results",
                results.toString());
    started.add(submit);
    return submit;
  }

  private static int lines(Path file) throws IOException {
    return Files.exists(file) ? Files.readAllLines(file).size() : 0;
  }

  private String broker() {
    return reeve(center).run("broker", "--output", "jsonl", "--broker", "redis://127.0.0.1").out();
  }

  @Test
  void supervisor_that_is_cut_off_beyond_its_lease_loses_its_tasks_and_comes_back()
      throws Exception {
    startRedis();
    Path cutOff = work(1);
    Path other = work(2);
    StringBuilder tasks = new StringBuilder();
    for (int i = 0; i < TASKS; i++) {
      tasks.append(
          "{\"id\":\"t%d\",\"command\":[\"sh\",\"-c\",\"echo t%d >> runs; sleep 4\"]}\n"
              .formatted(i, i));
    }
    Files.writeString(folder.resolve("tasks.jsonl"), tasks);
    Path results = folder.resolve("results.jsonl");
    Process submit = submit(results);
    await().until(() -> lines(folder.resolve("runs")) == 4); // two on each
    center.setPlugged("to-1", false);
    await().until(() -> holds(cutOff, "their leases end"));
    assertThat(Reeve.exitCode(submit)).isZero();

    List<String> records = Files.readAllLines(results);
    assertThat(records).hasSize(TASKS).allMatch(each -> each.contains("\"succeeded\""));
    assertThat(records).extracting(NetworkIT::id).doesNotHaveDuplicates();
    assertThat(lines(folder.resolve("runs"))).isBetween(TASKS + 2, TASKS + 4);
    assertThat(broker()).contains("\"succeeded\":" + TASKS, "\"takeovers\":");
    assertThat(Files.readString(other)).doesNotContain("trying again");

    center.setPlugged("to-1", true);
    await().until(() -> holds(cutOff, "answers again"));
    Process last = started.get(2);
    last.destroy(); // so that only the one that came back is left
    assertThat(Reeve.exitCode(last)).isZero();
    Files.writeString(
        folder.resolve("tasks.jsonl"),
        tasks.toString().replace("\"t", "\"again").replace("sleep 4", "true"));
    Path more = folder.resolve("more.jsonl");
    assertThat(Reeve.exitCode(submit(more))).isZero();
    assertThat(Files.readAllLines(more)).hasSize(TASKS);
    assertThat(broker()).contains("\"waiting\":0,\"running\":0", "\"succeeded\":" + 2 * TASKS);
  }

  private static String id(String record) {
    int start = record.indexOf("\"id\":\"") + 6;
    return record.substring(start, record.indexOf('"', start));
  }
}
