package dev.reeve.supervisor.job;

import static dev.reeve.supervisor.job.JobTexts.document;
import static dev.reeve.supervisor.job.JobTexts.errors;
import static dev.reeve.supervisor.job.JobTexts.json;
import static dev.reeve.supervisor.job.JobTexts.tasks;
import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.supervisor.model.Task;
import java.util.List;
import org.junit.jupiter.api.Test;

class MatrixTest {
  private static final String MATRIX =
      "'forEach': {'matrix': {'jdk': [17, 21], 'os': ['linux', 'mac']}}";

  @Test
  void a_matrix_gives_all_combinations_with_ids_that_tell_the_values() throws Exception {
    List<Task> tasks =
        tasks(
            "{'id': 'build', "
                + MATRIX
                + ", 'handler': 'echo', 'payload': ['{item.jdk}', '{item.os}', '{item.jdk}-{item.os}', '{item}']}");

    assertThat(tasks)
        .extracting(Task::id)
        .containsExactly(
            "build[jdk=17,os=linux]",
            "build[jdk=17,os=mac]",
            "build[jdk=21,os=linux]",
            "build[jdk=21,os=mac]");
    assertThat(tasks.get(2).payload())
        .hasToString(json("[21,'linux','21-linux',{'jdk':21,'os':'linux'}]"));
  }

  @Test
  void a_task_may_need_one_of_the_combinations() throws Exception {
    String needing =
        "{'tasks': [{'id': 'build', "
            + MATRIX
            + ", 'handler': 'echo'}, {'handler': 'echo', 'needs': '%s'}]}";
    Job job = document(needing.formatted("build[jdk=21,os=linux]"));
    assertThat(job.parts()).isNotNull();
    assertThat(job.parts().needs(1)).extracting(Need::ordinal).containsExactly(3L);
    assertThat(errors(needing.formatted("build[jdk=22,os=linux]"))).hasSize(1);
    assertThat(errors(needing.formatted("build[1]"))).hasSize(1);
    assertThat(errors(needing.formatted("build[*]"))).isEmpty();
  }

  @Test
  void every_label_leads_back_to_its_combination() {
    MatrixItems items =
        new MatrixItems(
            List.of(
                new MatrixItems.Axis("a", List.of(Item.ofText("x,y=z"), Item.ofText(""))),
                new MatrixItems.Axis("b", List.of(Item.ofNumber(1), Item.ofText("b=1,b"))),
                new MatrixItems.Axis("c", List.of(Item.ofText(",c"), Item.ofText("=")))));
    for (long ordinal = 1; ordinal <= items.count(); ordinal++) {
      assertThat(items.ordinal(items.label(ordinal))).isEqualTo(ordinal);
    }
    for (String label : List.of("", "a=", "a=,b=1", "a=,b=1,c=?", "b=1,a=,c==", "1")) {
      assertThat(items.ordinal(label)).as(label).isZero();
    }
  }

  @Test
  void two_tasks_with_the_id_of_a_combination_are_an_error() throws Exception {
    assertThat(
            errors(
                "{'tasks': [{'id': 'build', "
                    + MATRIX
                    + ", 'handler': 'echo'}, {'id': 'build[jdk=17,os=mac]', 'handler': 'echo'}, {'id': 'build[1]', 'handler': 'echo'}]}"))
        .singleElement()
        .asString()
        .contains("the id \"build[jdk=17,os=mac]\" is taken by tasks[0]");
  }

  @Test
  void a_resumed_run_knows_a_combination_by_its_id() throws Exception {
    Job job = document("{'tasks': [{'id': 'build', " + MATRIX + ", 'handler': 'echo'}]}");
    assertThat(((SourceEntry.Ready) job.next()).numbered()).isFalse();
  }

  @Test
  void what_is_wrong_with_a_matrix_is_said() throws Exception {
    assertThat(matrix("{}")).endsWith("matrix: needs an axis, such as \"jdk\": [17, 21]");
    assertThat(matrix("{'a': []}")).endsWith("matrix.a: needs a value");
    assertThat(matrix("{'a': 1}"))
        .endsWith("matrix.a: must be an array of values, not the number 1");
    assertThat(matrix("{'a': [1, '1']}"))
        .endsWith("matrix.a[1]: \"1\" is given twice; ids must differ");
    assertThat(matrix("{'a': [null]}")).contains("must be a text, a number, true or false");
    assertThat(matrix("{'a.b': [1]}")).contains("must consist of letters, digits, _ and -");
    assertThat(matrix("{'a': ['x[1]']}")).contains("must not contain brackets");
    assertThat(matrix("{'a': ['1,b=2'], 'b': [1]}")).contains("change the order of the axes");
    String many = "[" + range(2_000) + "]";
    assertThat(
            matrix("{'a': " + many + ", 'b': " + many + ", 'c': " + many + ", 'd': " + many + "}"))
        .endsWith("has more than 1000000000000 combinations");
  }

  @Test
  void an_unknown_axis_is_an_error() throws Exception {
    assertThat(errors("{'tasks': [{" + MATRIX + ", 'command': ['x', '{item.jkd}']}]}"))
        .singleElement()
        .asString()
        .endsWith("unknown placeholder {item.jkd}: the matrix has no jkd, only jdk, os");
  }

  private static String range(int count) {
    StringBuilder numbers = new StringBuilder();
    for (int i = 0; i < count; i++) {
      numbers.append(i == 0 ? "" : ",").append(i);
    }
    return numbers.toString();
  }

  private static String matrix(String matrix) throws Exception {
    List<String> errors =
        errors("{'tasks': [{'forEach': {'matrix': " + matrix + "}, 'handler': 'echo'}]}");
    return errors.get(0);
  }
}
