package dev.reeve.worker.runtime;

import static dev.reeve.worker.runtime.Conversation.task;
import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.protocol.FromWorker;
import dev.reeve.protocol.RequestId;
import dev.reeve.protocol.RpcError;
import dev.reeve.protocol.WorkerSettings;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Lines that are no requests are answered with JSON-RPC's errors, and the worker lives on. */
class MalformedInputTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "no json at all | -32700",
        "{\"jsonrpc\":\"2.0\",\"id\":7 | -32700",
        "[] | -32600",
        "{\"id\":7,\"method\":\"diagnose\"} | -32600",
        "{\"jsonrpc\":\"2.0\",\"id\":7,\"method\":\"dance\"} | -32601",
        "{\"jsonrpc\":\"2.0\",\"id\":7,\"method\":\"task/run\",\"params\":{}} | -32602",
        "{\"jsonrpc\":\"2.0\",\"id\":7,\"method\":\"initialize\",\"params\":{\"protocolVersion\":1,\"settings\":{\"heartbeatMillis\":1}}} | -32602",
      })
  void a_malformed_line_is_answered_and_the_next_one_works(String line, int code) throws Exception {
    try (WorkerUnderTest worker = WorkerUnderTest.ready()) {
      worker.talk().sendLine(line);
      assertThat(worker.talk().next())
          .isInstanceOfSatisfying(
              FromWorker.Failure.class,
              failure -> assertThat(failure.error().code()).isEqualTo(code));
      assertStillWorks(worker);
    }
  }

  @Test
  void a_notification_is_never_answered() throws Exception {
    try (WorkerUnderTest worker = WorkerUnderTest.ready()) {
      worker.talk().sendLine("{\"jsonrpc\":\"2.0\",\"method\":\"dance\"}");
      worker.talk().sendLine("{\"jsonrpc\":\"2.0\",\"method\":\"task/cancel\",\"params\":{}}");
      worker.talk().sendLine("");
      assertStillWorks(worker);
    }
  }

  @Test
  void a_line_longer_than_agreed_ends_the_worker_after_an_answer() throws Exception {
    try (WorkerUnderTest worker = WorkerUnderTest.ready(new WorkerSettings(1000, 0, 1024))) {
      worker.talk().sendLine("x".repeat(5000));
      assertThat(worker.talk().next())
          .isInstanceOfSatisfying(
              FromWorker.Failure.class,
              failure -> {
                assertThat(failure.id()).isNull();
                assertThat(failure.error().code()).isEqualTo(RpcError.INVALID_REQUEST);
              });
      assertThat(worker.end()).isEqualTo("halt 1");
    }
  }

  @Test
  void noise_never_ends_the_worker() throws Exception {
    long seed = System.nanoTime();
    System.out.println("noise_never_ends_the_worker: seed " + seed);
    Random random = new Random(seed);
    try (WorkerUnderTest worker = WorkerUnderTest.ready()) {
      for (int i = 0; i < 500; i++) {
        worker.talk().sendLine(mutated(random));
      }
      worker.talk().send(task(4711, "test/count", "null"));
      RequestId id = RequestId.of(4711);
      FromWorker message = worker.talk().next();
      while (!(message instanceof FromWorker.Failure failure && id.equals(failure.id()))) {
        message = worker.talk().next();
      }
      assertThat(worker.ends()).isEmpty();
    }
  }

  private static String mutated(Random random) {
    StringBuilder line =
        new StringBuilder(
            "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"task/run\",\"params\":"
                + "{\"handler\":\"test/echo\",\"payload\":{\"a\":[1,2.5e3,\"\\u00e9\"]}}}");
    for (int n = random.nextInt(4); n >= 0; n--) {
      int at = random.nextInt(line.length());
      switch (random.nextInt(3)) {
        case 0 -> line.deleteCharAt(at);
        case 1 -> line.insert(at, (char) random.nextInt(0x250));
        default -> line.setCharAt(at, "{}[]\",:0\\ \u0000".charAt(random.nextInt(11)));
      }
    }
    return line.toString().replace('\n', ' ');
  }

  private static void assertStillWorks(WorkerUnderTest worker) throws Exception {
    worker.talk().send(task(100, "test/echo", "\"still here\""));
    worker.talk().started(100);
    worker.talk().success(100);
  }
}
