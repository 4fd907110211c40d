package dev.reeve.supervisor.job;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.json.Json;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
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
    "{'handler':'echo','id':'x','payload':{'a':{'b':[]}}}",
    "{'handler': 'echo', 'payload': {'n': [1, {}, { }, [ ]], 'm':\t-0}, 'id': 'ö'}",
    "{'handler':'echo','payload':'\\u00fc€😀\\ud83d\\ude00\\n','timeout':'5s','retries':2}",
    "{'tags':['a','é'],'priority':-12,'handler':'echo','timeout':'1m30s','tags2':0}",
    "{'tags':[],'priority':7,'handler':'echo','retries':0,'id':'y'}",
  };
  private static final byte[] TELLING = "{}[]\",:\\ 019.-eEtfnu\té\u20ac'ahids".getBytes(UTF_8);
  private static final List<String> NO_TAGS = List.of();

  @Test
  void a_line_of_id_handler_and_payload_is_plain() {
    assertThat(plain("{'id':'a','handler':'echo','payload':{'n':1}}"))
        .isEqualTo(task("a", Json.parse("{\"n\":1}")));
    assertThat(plain(" { 'handler' :\t'echo' } ")).isEqualTo(task(null, Json.NULL));
  }

  @Test
  void white_space_in_a_payload_is_removed_and_characters_and_escapes_stay() {
    assertThat(plain("{'handler':'echo','payload': [ 1 , { 'é' : '\\u00e9 \\'' } ] }"))
        .isEqualTo(task(null, Json.parse("[1,{\"é\":\"\\u00e9 \\\"\"}]")));
  }

  @Test
  void limits_priority_and_tags_need_no_parser() {
    TaskLimits limits = TaskLimits.of(Duration.ofSeconds(5), 2, null, null);
    assertThat(
            plain("{'tags':['a', 'ö'],'retries':2,'handler':'echo','priority':-3,'timeout':'5s'}"))
        .isEqualTo(new PlainTask(null, "echo", Json.NULL, limits, -3, List.of("a", "ö")));
  }

  @Test
  void the_handler_and_the_limits_of_one_task_are_not_those_of_the_next() {
    PlainTaskReader reader = new PlainTaskReader();
    String first = "{'handler':'echo','timeout':'5s','retries':1,'priority':4,'tags':['a']}";
    assertThat(reader.read(text(first)))
        .isEqualTo(
            new PlainTask(
                null,
                "echo",
                Json.NULL,
                TaskLimits.of(Duration.ofSeconds(5), 1, null, null),
                4,
                List.of("a")));
    assertThat(reader.read(text("{'handler':'echo/2','retries':1}")))
        .isEqualTo(
            new PlainTask(
                null, "echo/2", Json.NULL, TaskLimits.of(null, 1, null, null), 0, NO_TAGS));
    assertThat(reader.read(text("{'handler':'echo'}"))).isEqualTo(task(null, Json.NULL));
    assertThat(reader.read(text("{'handler':'echo','timeout':'0s'}"))).isNull();
    assertThat(reader.read(text("{'id':'a','handler':'echo'}"))).isEqualTo(task("a", Json.NULL));
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
        "{'handler':'a','timeout':5}",
        "{'handler':'a','timeout':'5 s'}",
        "{'handler':'a','timeout':'0s'}",
        "{'handler':'a','timeout':'5s','timeout':'5s'}",
        "{'handler':'a','retries':-1}",
        "{'handler':'a','retries':1.0}",
        "{'handler':'a','retries':01}",
        "{'handler':'a','retries':12345678901}",
        "{'handler':'a','priority':null}",
        "{'handler':'a','priority':--1}",
        "{'handler':'a','tags':'b'}",
        "{'handler':'a','tags':['b',1]}",
        "{'handler':'a','tags':['b',]}",
        "{'handler':'a','backoff':{}}",
        "{'handler':'a'} x",
        "{'handler':'a',}",
        "{'handler':7}",
        "{'handler':'a\\n'}",
        "{'handler':'a','payload':'\\u12x4'}",
        "{'handler':'a','payload':[1\r]}",
        "{'h\\u0061ndler':'a'}",
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
    PlainTaskReader reader = new PlainTaskReader();
    int same = 0;
    for (int i = 0; i < 20_000; i++) {
      byte[] line = changed(LINES[random.nextInt(LINES.length)], random);
      SourceText text = new SourceText("-", line, 0, line.length, 1);
      if (reader.read(text) != null) {
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

  private static PlainTask task(@Nullable String id, Json payload) {
    return new PlainTask(id, "echo", payload, TaskLimits.NONE, 0, NO_TAGS);
  }

  private static @Nullable PlainTask plain(String line) {
    return new PlainTaskReader().read(text(line));
  }

  private static SourceText text(String line) {
    byte[] bytes = line.replace('\'', '"').getBytes(UTF_8);
    return new SourceText("-", bytes, 0, bytes.length, 1);
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
