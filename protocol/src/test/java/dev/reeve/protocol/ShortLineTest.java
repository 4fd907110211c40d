package dev.reeve.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.reeve.json.Json;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tasks and results without the names of their members. */
class ShortLineTest {
  private static final byte[] TELLING = "{}[],\",:\\019.-eE nu\té".getBytes(UTF_8);
  private static final ToWorker.RunTask TASK =
      new ToWorker.RunTask(RequestId.of(7), "a", 2, "echo", Json.of("{\"x\":1.10}"));
  private static final FromWorker.Success RESULT =
      new FromWorker.Success(RequestId.of(7), Json.of("[1.50,null]"), 250);

  @Test
  void tasks_and_results_are_written_as_arrays() {
    assertThat(Lines.shortLine(TASK)).isEqualTo("[\"run\",7,\"a\",2,\"echo\",{\"x\":1.10}]\n");
    assertThat(Lines.shortLine(RESULT)).isEqualTo("[\"done\",7,250,[1.50,null]]\n");
  }

  @Test
  void a_result_without_a_time_is_no_result_of_a_task_and_stays_long() {
    FromWorker ready = new FromWorker.Success(RequestId.of(0), Json.NULL);
    assertThat(Lines.shortLine(ready)).isEqualTo(Lines.line(ready));
  }

  @Test
  void they_are_read_without_the_parser() {
    assertThat(PlainLine.runTask(Frame.of(Lines.shortLine(TASK).strip()))).isEqualTo(TASK);
    assertThat(PlainLine.success(Frame.of(Lines.shortLine(RESULT).strip()))).isEqualTo(RESULT);
    ToWorker.RunTask inBatch =
        new ToWorker.RunTask(RequestId.of(8), "b", 1, "model", Json.of("1"), 31);
    assertThat(PlainLine.runTask(Frame.of(Lines.shortLine(inBatch).strip()))).isEqualTo(inBatch);
  }

  @Test
  void other_programs_may_write_them_with_spaces_and_escapes() throws ProtocolException {
    String task = " [ \"run\" , 7, \"\\u0061\", 2,\t\"ec\\u0068o\", {\"x\":1.10} ]";
    assertThat(Lines.toWorker(task)).isEqualTo(TASK);
    assertThat(Lines.fromWorker("[ \"done\", 7, 250, [1.50,null] ]")).isEqualTo(RESULT);
    assertThat(Lines.fromWorker("\r[\"done\",7,250,[1.50,null]]")).isEqualTo(RESULT);
  }

  @Test
  void a_worker_that_measures_no_times_says_so_by_minus_one() throws ProtocolException {
    assertThat(Lines.fromWorker("[\"done\",7,-1,1]"))
        .isEqualTo(new FromWorker.Success(RequestId.of(7), Json.of("1"), -1));
    assertThatThrownBy(() -> Lines.fromWorker("[\"done\",7,-2,1]"))
        .hasMessageContaining("the elapsed nanoseconds");
  }

  @Test
  void elements_of_later_versions_are_ignored() throws ProtocolException {
    assertThat(Lines.toWorker("[\"run\",7,\"a\",2,\"echo\",{\"x\":1.10},0,{\"new\":[1]},2]"))
        .isEqualTo(TASK);
    assertThat(Lines.toWorker("[\"run\",7,\"a\",2,\"echo\",{\"x\":1.10},null]")).isEqualTo(TASK);
    assertThat(Lines.fromWorker("[\"done\",7,250,[1.50,null],[2],\"new\"]")).isEqualTo(RESULT);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "['run']|the id of the request",
        "['run',1.5,'a',1,'echo',1]|the id of the request",
        "['run',7]|the id of the task",
        "['run',7,'a','1','echo',1]|the number of the attempt",
        "['run',7,'a',0,'echo',1]|the number of the attempt",
        "['run',7,'a',99999999999,'echo',1]|the number of the attempt",
        "['run',7,'a',1,null,1]|the handler",
        "['run',7,'a',1,'echo']|the payload is missing",
        "['run',7,'a',1,'echo',1,-1]|the number of requests",
      })
  void a_wrong_element_is_named(String line, String name) {
    ProtocolException e =
        catchThrowableOfType(
            ProtocolException.class, () -> Lines.toWorker(line.replace('\'', '"')));
    assertThat(e).hasMessageContaining("a short line: " + name);
    assertThat(e.error().code()).isEqualTo(RpcError.INVALID_REQUEST);
    assertThat(e.isAnswerable()).isTrue();
    assertThat(e.id()).isEqualTo(line.startsWith("['run',7") ? RequestId.of(7) : null);
  }

  @ParameterizedTest
  @ValueSource(strings = {"[1,2,3]", "[\"ran\",7,250,1]", "[]", "[[\"done\"]]", "[\"run\",1,2,3]"})
  void other_arrays_are_stray_output(String line) {
    assertThatThrownBy(() -> Lines.fromWorker(line))
        .isInstanceOf(ProtocolException.class)
        .hasMessageContaining("not a JSON-RPC message");
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {31, 32})
  void a_changed_line_is_read_as_the_parser_reads_it(long seed) {
    Random random = new Random(seed);
    String[] lines = {Lines.shortLine(TASK).strip(), Lines.shortLine(RESULT).strip()};
    int taken = 0;
    for (int i = 0; i < 50_000; i++) {
      int which = random.nextInt(2);
      byte[] bytes = lines[which].getBytes(UTF_8);
      bytes[random.nextInt(bytes.length)] = TELLING[random.nextInt(TELLING.length)];
      Frame frame = new Frame(bytes, 0, bytes.length);
      Object plain = which == 0 ? PlainLine.runTask(frame) : PlainLine.success(frame);
      if (plain != null) {
        assertThat(plain).as(frame.text()).isEqualTo(parsed(which == 0, frame));
        taken++;
      }
    }
    assertThat(taken).as("seed %d", seed).isBetween(1_000, 49_000);
  }

  private static Object parsed(boolean isTask, Frame frame) {
    try {
      return isTask ? ShortLineReader.runTask(frame) : ShortLineReader.success(frame);
    } catch (ProtocolException e) {
      return e.toString();
    }
  }
}
