package dev.reeve.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.json.Json;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MessageRoundTripTest {

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void every_message_to_a_worker_comes_back_as_it_was(long seed) throws ProtocolException {
    RandomMessages messages = new RandomMessages(new Random(seed));
    for (int i = 0; i < 1000; i++) {
      ToWorker message = messages.toWorker();
      String line = Lines.line(message);
      assertThat(line).endsWith("\n").containsOnlyOnce("\n");
      assertThat(Lines.toWorker(line)).as(line).isEqualTo(message);
      String shortLine = Lines.shortLine(message);
      assertThat(shortLine).endsWith("\n").containsOnlyOnce("\n");
      assertThat(Lines.toWorker(shortLine)).as(shortLine).isEqualTo(message);
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void every_message_from_a_worker_comes_back_as_it_was(long seed) throws ProtocolException {
    RandomMessages messages = new RandomMessages(new Random(seed));
    for (int i = 0; i < 1000; i++) {
      FromWorker message = messages.fromWorker();
      String line = Lines.line(message);
      assertThat(line).endsWith("\n").containsOnlyOnce("\n");
      assertThat(Lines.fromWorker(line)).as(line).isEqualTo(message);
      String shortLine = Lines.shortLine(message);
      assertThat(shortLine).endsWith("\n").containsOnlyOnce("\n");
      assertThat(Lines.fromWorker(shortLine)).as(shortLine).isEqualTo(message);
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3})
  void every_result_comes_back_as_it_was(long seed) throws ProtocolException {
    RandomMessages random = new RandomMessages(new Random(seed));
    for (int i = 0; i < 200; i++) {
      var ready =
          new InitializeResult(i, i, random.texts(), random.text(), random.batches(), i % 2 == 0);
      assertThat(Lines.CODEC.readInitializeResult(Lines.CODEC.write(ready))).isEqualTo(ready);
      var finished = new ShutdownResult(i, random.memory(), random.exitResult());
      assertThat(Lines.CODEC.readShutdownResult(Lines.CODEC.write(finished))).isEqualTo(finished);
      var diagnosis = new Diagnosis(random.text(), random.memory());
      assertThat(Lines.CODEC.readDiagnosis(Lines.CODEC.write(diagnosis))).isEqualTo(diagnosis);
    }
  }

  @Test
  void half_a_surrogate_pair_becomes_a_replacement_character() throws ProtocolException {
    for (String half : List.of("\uD800", "\uDC00", "\uD800\uD800", "\uDC00\uD800")) {
      String line = Lines.line(new FromWorker.Log("info", "<" + half + ">", null));
      var log = (FromWorker.Log) Lines.fromWorker(line);
      assertThat(log.message()).isEqualTo("<" + "\uFFFD".repeat(half.length()) + ">");
    }
  }

  @Test
  void a_surrogate_pair_on_the_edge_of_a_stride_stays_whole() throws ProtocolException {
    for (int before = 1020; before < 1030; before++) {
      String text = "a".repeat(before) + "😀".repeat(3000);
      var log = new FromWorker.Log("info", text, null);
      assertThat(Lines.fromWorker(Lines.line(log))).isEqualTo(log);
    }
  }

  @Test
  void a_fraction_that_is_no_share_is_written_as_the_nearest_one() throws ProtocolException {
    assertThat(sentFraction(Double.NaN)).isEqualTo(0);
    assertThat(sentFraction(Double.POSITIVE_INFINITY)).isEqualTo(1);
    assertThat(sentFraction(-0.5)).isEqualTo(0);
    assertThat(sentFraction(1e-7)).isEqualTo(1e-7);
  }

  private static double sentFraction(double fraction) throws ProtocolException {
    var progress = new FromWorker.TaskProgress(RequestId.of(1), fraction, null);
    return ((FromWorker.TaskProgress) Lines.fromWorker(Lines.line(progress))).fraction();
  }

  @Test
  void a_payload_of_the_greatest_depth_is_sent() throws ProtocolException {
    String deepest = "[".repeat(Json.MAX_DEPTH) + "]".repeat(Json.MAX_DEPTH);
    var run = new ToWorker.RunTask(RequestId.of(1), "t", 1, "h", Json.parse(deepest));
    assertThat(Lines.toWorker(Lines.line(run))).isEqualTo(run);
    assertThat(Lines.toWorker(Lines.shortLine(run))).isEqualTo(run);
  }
}
