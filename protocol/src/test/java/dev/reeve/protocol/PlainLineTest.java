package dev.reeve.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.json.Json;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The short cut leads where the parser would have led, or it is not taken. */
class PlainLineTest {
  private static final byte[] TELLING = "{}[]\",:\\/019.-+eEtfnu \té}".getBytes(UTF_8);
  private static final String[] VALUES = {
    "1",
    "-0.5e+10",
    "0",
    "\"text\"",
    "\"a\\n\\\"b\\/\"",
    "true",
    "false",
    "null",
    "{}",
    "[]",
    "{\"a\":[1,{\"b\":\"\"},[]],\"c\":-2.5E-3}",
    "[[[[1]]]]",
    "\"é€😀\"",
    "\"\\ud83d\\ude00\\u00e9\"",
  };

  @Test
  void tasks_and_results_in_plain_form_are_read_without_the_parser() {
    for (String value : VALUES) {
      assertThat(PlainLine.runTask(Frame.of(task("7", "1", value))))
          .isEqualTo(new ToWorker.RunTask(RequestId.of(7), "t-1", 1, "a/b", Json.parse(value)));
      assertThat(PlainLine.success(Frame.of(result("7", "250", value))))
          .isEqualTo(new FromWorker.Success(RequestId.of(7), Json.parse(value), 250));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "01",
        "-",
        "1.",
        ".5",
        "1e",
        "tru",
        "nul",
        "+1",
        "\"",
        "\"\\x\"",
        "\"\t\"",
        "\"\\u12g4\"",
        "\"\\u12",
        "[1,]",
        "[,1]",
        "{\"a\"}",
        "{\"a\":}",
        "{a:1}",
        "{\"a\":1,}",
        "[1\r]",
        "1}",
        ""
      })
  void other_values_are_left_to_the_parser(String value) {
    assertThat(PlainLine.runTask(Frame.of(task("7", "1", value)))).isNull();
    assertThat(PlainLine.success(Frame.of(result("7", "250", value)))).isNull();
  }

  @Test
  void spaces_in_a_value_stay_as_the_parser_leaves_them() throws ProtocolException {
    String value = " { \"a\" : [ 1 ,\t2 ] } ".strip();
    Frame task = Frame.of(task("7", "1", value));

    assertThat(PlainLine.runTask(task)).isEqualTo(ToWorkerReader.read(Envelope.read(task)));
    assertThat(PlainLine.success(Frame.of(result("7", "250", value))))
        .isEqualTo(
            new FromWorker.Success(RequestId.of(7), Json.ofUtf8(value.getBytes(UTF_8)), 250));
  }

  @Test
  void ids_and_numbers_that_might_not_fit_are_left_to_the_parser() {
    assertThat(PlainLine.success(Frame.of(result("1234567890123456789", "250", "1")))).isNull();
    assertThat(PlainLine.success(Frame.of(result("\"seven\"", "250", "1")))).isNull();
    assertThat(PlainLine.success(Frame.of(result("-1", "250", "1")))).isNull();
    assertThat(PlainLine.runTask(Frame.of(task("7", "3000000000", "1")))).isNull();
    assertThat(PlainLine.runTask(Frame.of(task("7", "0", "1")))).isNull();
  }

  @Test
  void deep_values_and_long_numbers_and_names_are_left_to_the_parser() {
    String name = "n".repeat(1_000);
    assertThat(PlainLine.success(Frame.of(result("7", "1", "{\"" + name + "\":1}")))).isNull();
    assertThat(PlainLine.success(Frame.of(result("7", "1", "[".repeat(70) + "]".repeat(70)))))
        .isNull();
    assertThat(PlainLine.success(Frame.of(result("7", "1", "1".repeat(2_000))))).isNull();
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {21, 22})
  void the_plain_reader_reads_as_the_parser_does(long seed) throws ProtocolException {
    Random random = new Random(seed);
    int taken = 0;
    int refused = 0;
    for (int i = 0; i < 50_000; i++) {
      String value = VALUES[random.nextInt(VALUES.length)];
      boolean isTask = random.nextBoolean();
      String line = isTask ? task("12", "3", value) : result("12", "3", value);
      byte[] bytes = random.nextInt(4) == 0 ? line.getBytes(UTF_8) : changed(line, random);
      boolean agrees = isTask ? taskAgrees(bytes) : resultAgrees(bytes);
      taken += agrees ? 1 : 0;
      refused += agrees ? 0 : 1;
    }
    assertThat(taken).as("seed %d", seed).isGreaterThan(10_000);
    assertThat(refused).as("seed %d", seed).isGreaterThan(10_000);
  }

  @Test
  void initialize_and_shutdown_in_plain_form_are_read_without_the_parser() {
    WorkerSettings settings = new WorkerSettings(100, 0, 4096);
    for (ToWorker message :
        List.of(
            new ToWorker.Initialize(RequestId.of(0), 1, 0, 0, WorkerSettings.DEFAULT),
            new ToWorker.Initialize(RequestId.of(-3), 7, 12, 345, settings).withLastWords("/a b"),
            new ToWorker.Shutdown(RequestId.of(-1), 0),
            new ToWorker.Shutdown(RequestId.of(9), 5_000))) {
      assertThat(PlainLifecycle.read(Frame.of(written(message)))).isEqualTo(message);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"heartbeatMillis':100", "graceMillis':0", "maxFrameBytes':4096"})
  void settings_out_of_range_are_left_to_the_parser_which_explains_them(String setting) {
    ToWorker message =
        new ToWorker.Initialize(RequestId.of(0), 1, 0, 0, new WorkerSettings(100, 0, 4096));
    String name = setting.substring(0, setting.indexOf(':') + 1).replace('\'', '"');
    String line = written(message).replace(setting.replace('\'', '"'), name + "-1");

    assertThat(PlainLifecycle.read(Frame.of(line))).isNull();
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {23, 24})
  void a_changed_initialize_or_shutdown_is_read_as_the_parser_reads_it(long seed)
      throws ProtocolException {
    Random random = new Random(seed);
    String first =
        written(
            new ToWorker.Initialize(RequestId.of(0), 1, 2, 3, WorkerSettings.DEFAULT)
                .withLastWords("/dev/shm/x"));
    String last = written(new ToWorker.Shutdown(RequestId.of(-1), 5_000));
    int taken = 0;
    for (int i = 0; i < 50_000; i++) {
      byte[] bytes = changedAnywhere(random.nextBoolean() ? first : last, random);
      Frame frame = new Frame(bytes, 0, bytes.length);
      ToWorker plain = PlainLifecycle.read(frame);
      if (plain != null) {
        assertThat(plain).as(frame.text()).isEqualTo(ToWorkerReader.read(Envelope.read(frame)));
        taken++;
      }
    }
    assertThat(taken).as("seed %d", seed).isBetween(1_000, 49_000);
  }

  private static byte[] changedAnywhere(String line, Random random) {
    byte[] bytes = line.getBytes(UTF_8);
    bytes[random.nextInt(bytes.length)] = TELLING[random.nextInt(TELLING.length)];
    return bytes;
  }

  private static String written(ToWorker message) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    new MessageCodec().write(message, out);
    return out.toString(UTF_8).strip();
  }

  private static boolean taskAgrees(byte[] bytes) throws ProtocolException {
    Frame frame = new Frame(bytes, 0, bytes.length);
    ToWorker plain = PlainLine.runTask(frame);
    if (plain != null) {
      assertThat(plain).as(frame.text()).isEqualTo(ToWorkerReader.read(Envelope.read(frame)));
    }
    return plain != null;
  }

  private static boolean resultAgrees(byte[] bytes) throws ProtocolException {
    Frame frame = new Frame(bytes, 0, bytes.length);
    FromWorker plain = PlainLine.success(frame);
    if (plain != null) {
      assertThat(plain).as(frame.text()).isEqualTo(FromWorkerReader.read(frame));
    }
    return plain != null;
  }

  /** With one byte changed, added or left out, mostly in the value. */
  private static byte[] changed(String line, Random random) {
    byte[] bytes = line.getBytes(UTF_8);
    int at = bytes.length - 1 - random.nextInt(random.nextInt(3) == 0 ? bytes.length : 20);
    byte telling = TELLING[random.nextInt(TELLING.length)];
    int cut = random.nextInt(2);
    boolean adds = random.nextBoolean();
    byte[] changed = new byte[bytes.length - cut + (adds ? 1 : 0)];
    System.arraycopy(bytes, 0, changed, 0, at);
    if (adds) {
      changed[at] = telling;
    }
    int rest = at + (adds ? 1 : 0);
    System.arraycopy(bytes, at + cut, changed, rest, bytes.length - at - cut);
    return changed;
  }

  private static String task(String id, String attempt, String value) {
    return ("{'jsonrpc':'2.0','id':%s,'method':'task/run','params':{'task':'t-1','attempt':%s,"
            + "'handler':'a/b','payload':")
        .formatted(id, attempt)
        .replace('\'', '"')
        .concat(value + "}}");
  }

  private static String result(String id, String elapsedNanos, String value) {
    return "{'jsonrpc':'2.0','id':%s,'elapsedNanos':%s,'result':"
        .formatted(id, elapsedNanos)
        .replace('\'', '"')
        .concat(value + "}");
  }
}
