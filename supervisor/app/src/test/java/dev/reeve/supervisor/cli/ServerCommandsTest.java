package dev.reeve.supervisor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.supervisor.serve.ServerOfTest;
import dev.reeve.supervisor.serve.http.AccessTokens;
import dev.reeve.supervisor.serve.http.HttpSetup;
import dev.reeve.supervisor.serve.http.ListenAddress;
import dev.reeve.supervisor.serve.queue.QueueBounds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands that talk to a server, with one in this process. */
class ServerCommandsTest {
  private static final String TOKEN = "full-token-of-this-test";

  @TempDir Path folder;

  private ServerOfTest server;
  private String address;

  /** What a command left. */
  private record Finished(int exitCode, String out, String err) {}

  @BeforeEach
  void start() throws IOException {
    HttpSetup usual = ServerOfTest.setup(new ListenAddress.Unix(folder.resolve("s")));
    HttpSetup setup =
        new HttpSetup(
            usual.address(),
            new AccessTokens(TOKEN, null),
            List.of(),
            usual.limits(),
            usual.tasks());
    server = ServerOfTest.start(setup, new QueueBounds(20, 1 << 20, 1_000, Duration.ofDays(1)));
    address = server.server().address().toString();
    Files.writeString(folder.resolve("token"), TOKEN + "\n");
  }

  @AfterEach
  void stop() throws IOException {
    server.close();
  }

  private Finished call(String... words) {
    String[] all =
        Stream.concat(
                Arrays.stream(words), Stream.of("--token-file", folder.resolve("token").toString()))
            .toArray(String[]::new);
    Capture capture = new Capture();
    int exitCode = capture.run(all);
    return new Finished(exitCode, capture.out(), capture.err());
  }

  private Finished submit(String... words) {
    return call(
        Stream.concat(Stream.of("submit", "--at", address), Arrays.stream(words))
            .toArray(String[]::new));
  }

  @Test
  void aTaskIsSubmittedOnceForEachIdAndAwaited() {
    assertThat(submit("--id", "a", "echo", "{\"n\":1}").out()).isEqualTo("a\n");
    assertThat(submit("--id", "a", "echo", "{\"n\":1}").exitCode()).isZero();
    Finished other = submit("--id", "a", "echo", "2");
    assertThat(other.exitCode()).isEqualTo(ExitCodes.INVALID_JOB);
    assertThat(other.err()).contains("The id is that of another task: ");
    Finished waited = call("wait", "--at", address, "a");
    assertThat(waited.exitCode()).isZero();
    assertThat(waited.out()).contains("\"status\":\"succeeded\"", "\"result\":{\"n\":1}");
    assertThat(call("wait", "--at", address, "unknown").exitCode())
        .isEqualTo(ExitCodes.TASKS_FAILED);
  }

  @Test
  void whatFailsOrMayNotBeHasAnExitCodeOfItsOwn() {
    Finished failed = submit("--wait", "fail");
    assertThat(failed.exitCode()).isEqualTo(ExitCodes.TASKS_FAILED);
    assertThat(failed.out()).contains("\"status\":\"failed\"");
    assertThat(submit("no/such").exitCode()).isZero();
    assertThat(submit("exec", "{\"command\":[\"true\"]}").exitCode())
        .isEqualTo(ExitCodes.NO_PERMISSION);
    assertThat(submit("echo", "{").exitCode()).isEqualTo(ExitCodes.INVALID_JOB);
  }

  @Test
  void aServerIsSteered() {
    assertThat(call("pause", address).err()).contains("paused; ");
    assertThat(submit("--id", "held", "echo").exitCode()).isZero();
    assertThat(call("status", address).out()).contains("nothing starts: the run is paused");
    assertThat(call("cancel", "held", "--at", address).err()).contains("task held is cancelled");
    assertThat(call("wait", "--at", address, "held").out()).contains("\"status\":\"cancelled\"");
    assertThat(call("cancel", "held", "--at", address).exitCode())
        .isEqualTo(ExitCodes.TASKS_FAILED);
    assertThat(call("resume", address).err()).contains("resumed");
    assertThat(call("workers", "2", "--at", address).err()).contains("2 workers");
    assertThat(call("drain", address).err()).contains("ends");
    server.outcome().join();
  }

  @Test
  void aStreamGoesThroughASmallQueueLineByLine() throws Exception {
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < 200; i++) {
      lines.append("{\"id\":\"t%d\",\"handler\":\"echo\",\"payload\":%d}\n".formatted(i, i));
      if (i == 100) {
        lines.append("{\"handle\":\"echo\"}\n");
      }
    }
    Path stream = Files.writeString(folder.resolve("tasks.jsonl"), lines);
    Finished records = submit("--wait", "--stream", stream.toString());
    assertThat(records.exitCode()).isEqualTo(ExitCodes.INVALID_JOB);
    assertThat(records.out().lines()).hasSize(200).last().asString().contains("\"result\":199");
    assertThat(records.err()).contains("line 102: ", "did you mean \"handler\"?");
  }

  @Test
  void aWrongTokenAndAMissingOneAreRefused() throws Exception {
    Files.writeString(folder.resolve("token"), "another-token-than-its\n");
    assertThat(submit("echo").exitCode()).isEqualTo(ExitCodes.NO_PERMISSION);
    Files.delete(folder.resolve("token"));
    assertThat(submit("echo").exitCode()).isEqualTo(ExitCodes.UNREADABLE_JOB);
  }

  @Test
  void withoutAServerItIsToldHowToStartOne() throws Exception {
    server.close();
    Finished none = submit("echo");
    assertThat(none.exitCode()).isEqualTo(ExitCodes.NO_SUCH_RUN);
    assertThat(none.err()).contains("no server answers at unix:", "start one with: ");
  }
}
