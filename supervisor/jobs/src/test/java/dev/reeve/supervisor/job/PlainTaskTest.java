package dev.reeve.supervisor.job;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.json.Json;
import java.nio.file.Path;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Lines that are read without a parser are read as with one. */
class PlainTaskTest {
  private static final String[] LINES = {
    "{'handler':'echo','payload':{'n':1}}",
    "{'id':'a-1','handler':'echo','payload':[1,'two',null,true,-0.5e3]}",
    "{ 'payload' : 'text' , 'handler' : 'file/sha256' }",
    "{'handler':'echo'}",
    "{'handler':'echo','id':'x','payload':{'a':{'b':[]}}}"
  };
  private static final byte[] TELLING = "{}[]\",:\\ 019.-eEtfnu\té'ahid".getBytes(UTF_8);

  @Test
  void a_line_of_id_handler_and_payload_is_plain() {
    assertThat(plain("{'id':'a','handler':'echo','payload':{'n':1}}"))
        .isEqualTo(new PlainTask("a", "echo", Json.parse("{\"n\":1}")));
    assertThat(plain(" { 'handler' : 'echo' } ")).isEqualTo(new PlainTask(null, "echo", Json.NULL));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{}",
        "[]",
        "{'id':'a'}",
        "{'handler':''}",
        "{'handler':'a','handler':'b'}",
        "{'id':'a','id':'a','handler':'b'}",
        "{'handler':'a','payload':1,'payload':2}",
        "{'handler':'a','timeout':'5s'}",
        "{'handler':'a'} x",
        "{'handler':'a',}",
        "{'handler':7}",
        "{'handler':'é'}",
        "{'handler':'a\\n'}",
        "{'handler':'a','payload':{ }}",
        "{'handler':'a'",
        "{'command':['true']}"
      })
  void every_other_line_is_left_to_the_parser(String line) {
    assertThat(plain(line)).isNull();
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {31, 32})
  void it_makes_the_task_that_the_parser_makes(long seed) {
    Random random = new Random(seed);
    int same = 0;
    for (int i = 0; i < 20_000; i++) {
      byte[] line = changed(LINES[random.nextInt(LINES.length)], random);
      SourceText text = new SourceText("-", line, 0, line.length, 1);
      if (PlainTask.of(text) != null) {
        assertThat(tasks().read(text, 5))
            .as("seed %d: %s", seed, new String(line, UTF_8))
            .isEqualTo(tasks().parse(text, 5));
        same++;
      }
    }
    assertThat(same).as("seed %d", seed).isBetween(5_000, 15_000);
  }

  private static LineTasks tasks() {
    return new LineTasks(new JobFolder(Path.of(".")), TaskDefaults.NONE);
  }

  private static @Nullable PlainTask plain(String line) {
    byte[] bytes = line.replace('\'', '"').getBytes(UTF_8);
    return PlainTask.of(new SourceText("-", bytes, 0, bytes.length, 1));
  }

  /** With no byte changed, or with some. */
  private static byte[] changed(String line, Random random) {
    byte[] bytes = line.replace('\'', '"').getBytes(UTF_8);
    for (int i = random.nextInt(3); i > 0; i--) {
      bytes[random.nextInt(bytes.length)] = TELLING[random.nextInt(TELLING.length)];
    }
    return bytes;
  }
}
