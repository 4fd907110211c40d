package dev.reeve.supervisor.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.reeve.supervisor.it.Reeve.Finished;
import dev.reeve.supervisor.redis.RedisProcess;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands that use a broker, and programs in other languages, with a real server. */
class BrokerIT {
  private static final Path EXAMPLES = Reeve.TOP.resolve("supervisor/examples/broker");
  private static final String PASSWORD = "not-for-everybody";

  /** A submitter that comes after the end of a task, and one whose task the queue does not know. */
  private static final String LATE_PRODUCER =
      """
      import os, redis, producer
      broker = redis.Redis.from_url(os.environ["REDIS_URL"])
      for queue in producer.Queue(broker, "default"), producer.Queue(broker, "default"):
          queue.submit("again", "echo", 7)
          print([record["result"] for record in queue.records(["again"])])
      try:
          list(queue.records(["never"]))
      except LookupError as error:
          print(error)
      """;

  @TempDir Path folder;

  private final List<Process> started = new ArrayList<>();
  private RedisProcess redis;

  @BeforeEach
  void startRedis() {
    assumeTrue(RedisProcess.isAvailable(), "there is no redis-server for this system");
    redis = RedisProcess.start(folder.resolve("redis"), "--requirepass", PASSWORD);
  }

  @AfterEach
  void end() {
    for (Process each : started) {
      each.destroyForcibly();
      Reeve.exitCode(each);
    }
    if (redis != null) {
      redis.close();
    }
  }

  private Reeve reeve() {
    return Reeve.in(folder)
        .withoutArchive()
        .env("XDG_STATE_HOME", folder.toString())
        .env("REEVE_BROKER_PASSWORD", PASSWORD);
  }

  private String[] withBroker(String... command) {
    return Stream.concat(Stream.of(command), Stream.of("--broker", redis.address().toString()))
        .toArray(String[]::new);
  }

  private Finished call(String... command) {
    return reeve().run(withBroker(command));
  }

  private Process start(String ready, String... command) throws IOException {
    Path err = folder.resolve("err-" + started.size());
    Process process = reeve().start(folder.resolve("out"), err, withBroker(command));
    started.add(process);
    Awaitility.await()
        .atMost(Reeve.LIMIT_SECONDS, TimeUnit.SECONDS)
        .until(() -> Files.exists(err) && Files.readString(err).contains(ready));
    return process;
  }

  private Process work() throws IOException {
    return start("taking tasks for 1 worker", "work", "-j", "1");
  }

  @Test
  void stream_is_worked_off_and_its_records_are_collected_once() throws Exception {
    StringBuilder lines = new StringBuilder("{\"handler\":\"echo\",\"payload\":\"without id\"}\n");
    for (int i = 0; i < 100; i++) {
      lines.append("{\"id\":\"t%d\",\"handler\":\"echo\",\"payload\":%d}\n".formatted(i, i));
    }
    Files.writeString(folder.resolve("tasks.jsonl"), lines);
    Finished fed = call("submit", "--stream", "tasks.jsonl");
    assertThat(fed.err()).contains("the queue has accepted 101 tasks");
    assertThat(call("broker").out()).contains("waiting      101\n");

    Process work = work();
    Finished collected =
        call("submit", "--stream", "tasks.jsonl", "--results", folder.resolve("r").toString());
    assertThat(collected.exitCode()).as(collected.err()).isZero();
    Finished again =
        call("submit", "--stream", "tasks.jsonl", "--results", folder.resolve("r").toString());
    assertThat(again.exitCode()).as(again.err()).isZero();
    assertThat(Files.readAllLines(folder.resolve("r"))).hasSize(101);
    assertThat(call("broker", "--output", "jsonl").out())
        .contains("\"waiting\":0", "\"happened\":{\"succeeded\":102}"); // the one without id twice

    work.destroy();
    assertThat(Reeve.exitCode(work)).isZero();
    assertThat(call("broker").out()).doesNotContain("holds");
  }

  @Test
  void interrupted_stream_tells_what_the_queue_has_accepted() throws Exception {
    Path err = folder.resolve("err-of-submit");
    Process submit =
        reeve().start(folder.resolve("none"), err, withBroker("submit", "--stream", "-"));
    started.add(submit);
    OutputStream tasks = submit.getOutputStream();
    tasks.write("{\"handler\":\"echo\"}\n{\"handler\":\"echo\"}\n[]\n".getBytes(UTF_8));
    tasks.flush();
    Awaitility.await()
        .atMost(Reeve.LIMIT_SECONDS, TimeUnit.SECONDS)
        .until(() -> call("broker").out().contains("waiting      2\n"));
    assertThat(submit.toHandle().destroy()).isTrue(); // destroy() would also close its input
    assertThat(Reeve.exitCode(submit)).isEqualTo(143);
    assertThat(err)
        .content()
        .contains("signal TERM: the queue has accepted 2 tasks; 1 task refused");
  }

  @Tag("long")
  @Test
  void what_cannot_be_is_told() throws Exception {
    Process work = work();
    assertThat(commandLine(work)).contains("work").doesNotContain(PASSWORD);
    assertThat(call("submit", "--wait", "echo", "{\"n\":1}").out())
        .contains("\"result\":{\"n\":1}");
    Finished failed = call("submit", "--wait", "file/sha256", "{\"path\":\"none\"}");
    assertThat(failed.exitCode()).isEqualTo(1);
    Finished command = call("submit", "--wait", "exec", "{\"command\":[\"touch\",\"x\"]}");
    assertThat(command.out()).contains("InvalidTask", "--allow-exec");
    assertThat(folder.resolve("x")).doesNotExist();
    assertThat(call("broker", "requeue", "none").err()).contains("no dead task has the id none");

    Finished wrong = reeve().env("REEVE_BROKER_PASSWORD", "wrong-one").run(withBroker("broker"));
    assertThat(wrong.exitCode()).isEqualTo(77);
    assertThat(wrong.err())
        .contains("refuses the user or the password")
        .doesNotContain("wrong-one");
    Finished shown = reeve().run("broker", "--broker", "redis://me:secret@127.0.0.1");
    assertThat(shown.exitCode()).isEqualTo(2);
    assertThat(shown.err()).contains("must not hold a password").doesNotContain("secret@");
    int free = RedisProcess.freePort();
    Finished away = reeve().run("work", "--broker", "redis://127.0.0.1:" + free);
    assertThat(away.exitCode()).isEqualTo(69);
    assertThat(away.err()).contains("cannot reach the broker redis://127.0.0.1:" + free);
    assertThat(reeve().run("submit", "--broker-queue", "q", "echo").exitCode()).isEqualTo(2);
  }

  @Tag("long")
  @Test
  void commands_of_workers_do_not_see_the_password() throws Exception {
    Process unused = start("taking tasks for 1 worker", "work", "-j", "1", "--allow-exec");
    Finished shown = call("submit", "--wait", "exec", "{\"command\":[\"env\"]}");
    assertThat(shown.out()).contains("REEVE_WORKER=").doesNotContain(PASSWORD);
  }

  private static String commandLine(Process process) throws IOException {
    return Files.readString(Path.of("/proc/" + process.pid() + "/cmdline"));
  }

  @Tag("long")
  @Test
  void server_gives_its_tasks_to_a_broker() throws Exception {
    Process work = work();
    Process server = start("tasks go to the queue", "serve", "--queue", folder + "/queue");
    Finished waited = reeve().run("submit", "--wait", "--id", "a", "echo", "{\"n\":1}");
    assertThat(waited.out()).contains("\"id\":\"a\"", "\"result\":{\"n\":1}");
    for (Process each : List.of(server, work)) {
      each.destroy();
      assertThat(Reeve.exitCode(each)).isZero();
    }
  }

  @Tag("long")
  @Test
  void programs_in_other_languages_submit_and_read_records() throws Exception {
    Files.writeString(folder.resolve("submit.lua"), reeve().run("broker", "script").out());
    boolean shell = has("redis-cli", "--version");
    boolean python = has("/usr/bin/python3", "-c", "import redis");
    assumeTrue(shell || python, "neither redis-cli nor Python's package redis is here");
    Process unused = work();
    if (shell) {
      Finished record = program("sh", "producer.sh", "default", "first", "echo", "[1]");
      assertThat(record.out()).as(record.err()).contains("\"id\":\"first\"", "\"result\":[1]");
      assertThat(program("sh", "producer.sh", "default", "first", "echo", "[1]").out())
          .as("a task that has ended")
          .isEqualTo(record.out());
      Finished taken = program("sh", "producer.sh", "default", "first", "echo", "[2]");
      assertThat(taken.err()).contains("not accepted: taken");
    }
    if (python) {
      Finished records =
          program("/usr/bin/python3", "producer.py", "default", "echo", "1", "\"b\"");
      assertThat(records.out()).as(records.err()).contains("\"result\": 1", "\"result\": \"b\"");
      Path late = Files.writeString(folder.resolve("late.py"), LATE_PRODUCER);
      assertThat(program("/usr/bin/python3", late.toString()).out())
          .isEqualTo("[7]\n[7]\nnever has no record, and is not in the queue\n");
    }
  }

  private static boolean has(String... command) throws InterruptedException {
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      process.getInputStream().readAllBytes();
      return process.waitFor() == 0;
    } catch (IOException e) {
      return false;
    }
  }

  private Finished program(String interpreter, String name, String... arguments) {
    String[] words =
        Stream.concat(Stream.of(EXAMPLES.resolve(name).toString()), Stream.of(arguments))
            .toArray(String[]::new);
    return Reeve.in(folder)
        .env("REDIS_CLI_OPTIONS", "-p " + redis.port())
        .env("REDISCLI_AUTH", PASSWORD)
        .env("PYTHONPATH", EXAMPLES.toString())
        .env("PYTHONDONTWRITEBYTECODE", "1")
        .env("REDIS_URL", "redis://:" + PASSWORD + "@127.0.0.1:" + redis.port() + "/0")
        .program(Path.of(interpreter), words);
  }
}
