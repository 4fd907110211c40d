package dev.reeve.supervisor.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.reeve.protocol.FromWorker;
import dev.reeve.protocol.Protocol;
import dev.reeve.protocol.RequestId;
import dev.reeve.protocol.RpcError;
import dev.reeve.supervisor.testing.MisbehavingWorker.AtStart;
import dev.reeve.supervisor.testing.Misdeeds;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Workers that do not read their messages. */
class InputTest {
  private static final ProcessTimeouts SHORT =
      new ProcessTimeouts(Duration.ofSeconds(2), Duration.ofMillis(200), Duration.ofMillis(500));

  @Test
  void a_worker_that_never_reads_breaks_the_protocol_after_a_limit_and_can_be_killed() {
    LaunchSpec spec = MisbehavingLaunchers.spec(null, AtStart.NEVER_READ);
    try (TestWorker worker = TestWorker.of(spec, SHORT).initialize()) {
      worker.run(Misdeeds.ECHO, json(1 << 20));
      assertThat(worker.await1("protocolBroken")).asString().contains("read nothing");
      worker.control().kill();
      assertThat(worker.awaitJoined().status().signal()).isEqualTo("KILL");
    }
  }

  @Test
  void a_worker_that_closes_its_input_and_goes_on_running_breaks_the_protocol() {
    LaunchSpec spec = MisbehavingLaunchers.spec(null, AtStart.IGNORE_SHUTDOWN);
    try (TestWorker worker = TestWorker.of(spec, SHORT).initialize()) {
      worker.awaitResult(worker.run(Misdeeds.CLOSE_STDIN, "null"));
      // the current read keeps the pipe open until one more message has arrived
      await()
          .atMost(Duration.ofSeconds(30))
          .until(
              () -> {
                worker.run(Misdeeds.ECHO, "1");
                return !worker.all("protocolBroken").isEmpty();
              });
      assertThat(worker.all("protocolBroken"))
          .singleElement()
          .asString()
          .contains("does not read its standard input any more");
      assertThat(worker.all("joined")).isEmpty();
    }
  }

  @Test
  void a_worker_that_never_answers_initialize_breaks_no_protocol() {
    try (TestWorker worker = TestWorker.misbehaving(AtStart.NEVER_ANSWER_INITIALIZE).initialize()) {
      worker.awaitResult(worker.run(Misdeeds.ECHO, "1"));
      assertThat(worker.result(RequestId.of(1))).isEmpty();
    }
  }

  @Test
  void a_task_longer_than_a_frame_fails_alone_and_the_worker_goes_on() {
    try (TestWorker worker = TestWorker.misbehaving().initialize()) {
      RequestId big = worker.run(Misdeeds.ECHO, json(Protocol.DEFAULT_MAX_FRAME_BYTES));
      worker.awaitResult(worker.run(Misdeeds.ECHO, "2"));
      assertThat(worker.messages())
          .filteredOn(m -> m instanceof FromWorker.Failure f && big.equals(f.id()))
          .singleElement()
          .extracting(m -> ((FromWorker.Failure) m).error().code())
          .isEqualTo(RpcError.INVALID_PARAMS);
    }
  }

  @Test
  void a_megabyte_goes_there_and_back_unchanged() {
    try (TestWorker worker = TestWorker.misbehaving().initialize()) {
      String payload = json(1 << 20);
      assertThat(worker.awaitResult(worker.run(Misdeeds.ECHO, payload))).hasToString(payload);
    }
  }

  private static String json(int chars) {
    return '"' + "x".repeat(chars) + '"';
  }
}
