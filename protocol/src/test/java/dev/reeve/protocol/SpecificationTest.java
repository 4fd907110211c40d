package dev.reeve.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.reeve.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Every example of the specification is what the codec reads and writes, to the byte. */
class SpecificationTest {
  private static final Pattern BLOCK = Pattern.compile("(?ms)^```json ([^\n]*)\n(.*?)^```$");

  @Test
  void examples_of_a_supervisor_are_read_and_written_as_they_stand() throws Exception {
    Set<Class<?>> kinds = new HashSet<>();
    for (String line : examples("to-worker( .*)?")) {
      ToWorker message = Lines.toWorker(line);
      kinds.add(message.getClass());
      assertThat(line.startsWith("[") ? Lines.shortLine(message) : Lines.line(message))
          .isEqualTo(line + "\n");
    }
    assertThat(kinds).containsExactlyInAnyOrder(ToWorker.class.getPermittedSubclasses());
  }

  @Test
  void examples_of_a_worker_are_read_and_written_as_they_stand() throws Exception {
    Set<Class<?>> kinds = new HashSet<>();
    for (String line : examples("from-worker( .*)?")) {
      FromWorker message = Lines.fromWorker(line);
      kinds.add(message.getClass());
      assertThat(line.startsWith("[") ? Lines.shortLine(message) : Lines.line(message))
          .isEqualTo(line + "\n");
    }
    assertThat(kinds).containsExactlyInAnyOrder(FromWorker.class.getPermittedSubclasses());
  }

  @Test
  void examples_of_results_are_read_and_written_as_they_stand() throws Exception {
    Json ready = result("from-worker initialize");
    assertThat(Lines.CODEC.write(Lines.CODEC.readInitializeResult(ready))).isEqualTo(ready);
    Json diagnosis = result("from-worker diagnose");
    assertThat(Lines.CODEC.write(Lines.CODEC.readDiagnosis(diagnosis))).isEqualTo(diagnosis);
    for (Json finished : results("from-worker shutdown")) {
      assertThat(Lines.CODEC.write(Lines.CODEC.readShutdownResult(finished))).isEqualTo(finished);
    }
    for (String line : examples("to-worker shared")) {
      if (Lines.toWorker(line) instanceof ToWorker.Success success) {
        Json result = success.result();
        assertThat(Lines.CODEC.write(Lines.CODEC.readSharedResult(result))).isEqualTo(result);
      }
    }
  }

  @Test
  void examples_of_errors_are_rejected_with_the_given_code() throws IOException {
    for (int code : new int[] {-32700, -32600, -32601, -32602}) {
      List<String> lines = examples("refused " + code);
      assertThat(lines).isNotEmpty();
      for (String line : lines) {
        ProtocolException e =
            catchThrowableOfType(ProtocolException.class, () -> Lines.toWorker(line));
        assertThat(e.error().code()).as(line).isEqualTo(code);
      }
    }
  }

  @Test
  void the_example_of_initialize_shows_the_defaults() throws Exception {
    var initialize = (ToWorker.Initialize) Lines.toWorker(examples("to-worker").get(0));
    assertThat(initialize.settings()).isEqualTo(WorkerSettings.DEFAULT);
    assertThat(initialize.protocolVersion()).isEqualTo(Protocol.VERSION);
  }

  private static Json result(String kind) throws Exception {
    return results(kind).get(0);
  }

  private static List<Json> results(String kind) throws Exception {
    List<Json> results = new ArrayList<>();
    for (String line : examples(kind)) {
      results.add(((FromWorker.Success) Lines.fromWorker(line)).result());
    }
    return results;
  }

  private static List<String> examples(String kind) throws IOException {
    List<String> lines = new ArrayList<>();
    Matcher block = BLOCK.matcher(Files.readString(Path.of("README.md")));
    while (block.find()) {
      if (block.group(1).matches(kind)) {
        lines.addAll(block.group(2).lines().toList());
      }
    }
    return lines;
  }
}
