package dev.reeve.supervisor.job;

import static dev.reeve.supervisor.job.JobTexts.errors;
import static dev.reeve.supervisor.job.JobTexts.rejection;
import static dev.reeve.supervisor.job.JobTexts.tasks;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Needs and placeholders in documents. */
final class DocumentNeedsTest {
  private static String needs(String id, String needs) {
    return "{'id': '" + id + "', 'handler': 'echo', 'needs': " + needs + "}";
  }

  private static List<String> problems(String... tasks) throws Exception {
    return errors("{'tasks': [" + String.join(",\n", tasks) + "]}");
  }

  @Test
  void a_circle_is_told_with_its_path() throws Exception {
    assertThat(problems(needs("a", "['b']"), needs("b", "['c', 'a']"), needs("c", "[]")))
        .containsExactly(
            "job.json:2:47: tasks[1].needs[1]: these tasks wait for each other: a → b → a");
    assertThat(problems(needs("a", "['a']")))
        .singleElement()
        .asString()
        .endsWith("wait for each other: a → a");
  }

  @Test
  void a_circle_is_told_beside_unknown_ids() throws Exception {
    assertThat(problems(needs("a", "['x', 'b']"), needs("b", "['y', 'a', 'z']")))
        .hasSize(4)
        .anyMatch(text -> text.contains("there is no task \"x\""))
        .anyMatch(text -> text.contains("there is no task \"z\""))
        .anyMatch(text -> text.endsWith("needs[1]: these tasks wait for each other: a → b → a"));
  }

  @Test
  void an_unknown_id_is_told_with_its_place_and_the_nearest_known() throws Exception {
    assertThat(
            problems(
                needs("dump", "[]"),
                needs("b", "['dmup']"),
                needs("c", "['t', 't[*]', 't[3]']"),
                "{'id': 't', 'forEach': {'items': [1, 2]}, 'handler': 'echo'}"))
        .containsExactly(
            "job.json:2:42: tasks[1].needs[0]: there is no task \"dmup\"; did you mean \"dump\"?",
            "job.json:3:42: tasks[2].needs[0]: \"t\" is a template; all of its tasks are \"t[*]\"",
            "job.json:3:55: tasks[2].needs[2]: there is no task \"t[3]\"; did you mean \"t[*]\"?");
  }

  @Test
  void a_placeholder_of_a_need_must_be_of_one_that_the_task_has() throws Exception {
    String dump = needs("dump", "[]");
    String rest = "'handler': 'echo', 'payload': '{needs.";
    assertThat(problems(dump, "{" + rest + "dump.result}'}"))
        .singleElement()
        .asString()
        .contains("the task has no needs; add \"needs\": [\"dump\"]");
    assertThat(problems(dump, "{'needs': 'dump', " + rest + "dmp.result}'}"))
        .singleElement()
        .asString()
        .contains("did you mean {needs.dump.result}?");
    assertThat(problems(dump, "{'needs': 'dump', " + rest + "dump.rsult}'}"))
        .singleElement()
        .asString()
        .contains("hands on status, stdout, result");
  }

  @Test
  void a_value_in_a_script_is_an_argument() throws Exception {
    assertThat(
            tasks(
                    needs("d", "[]")
                        + ", {'needs': ['d'], 'shell': true, 'command': ['gzip {needs.d.stdout}']}")
                .get(1)
                .payload()
                .toString())
        .startsWith("{\"command\":[\"gzip \\\"$1\\\"\",\"{needs.d.stdout}\"]");
  }

  @Test
  void the_lines_of_a_stream_have_no_needs() throws Exception {
    assertThat(rejection("{'handler': 'echo', 'needs': ['a']}"))
        .contains("needs: is only allowed in job documents");
  }

  @ParameterizedTest
  @CsvSource({
    "{item.f}, /a/b.tar.gz",
    "{item.f/}, b.tar.gz",
    "{item.f//}, /a",
    "{item.f.}, /a/b.tar",
    "{item.f/.}, b.tar",
    "{item.o.x}, 1",
    "{item.l.1}, z",
    "-{item.o}-, '-{\"x\":1}-'",
  })
  void fields_of_items_and_parts_of_paths_are_replaced(String template, String expected)
      throws Exception {
    String items = "{'items': [{'f': '/a/b.tar.gz', 'o': {'x': 1}, 'l': ['y', 'z']}]}";
    String command = "'command': ['" + template + "']";
    assertThat(tasks("{'forEach': " + items + ", " + command + "}").get(0).payload().toString())
        .startsWith("{\"command\":[\"" + expected.replace("\"", "\\\"") + "\"]");
  }

  @Test
  void a_field_that_an_item_does_not_have_is_an_error() throws Exception {
    assertThat(
            problems(
                "{'forEach': {'items': [{'jdk': 17}]}, 'handler': 'echo', 'payload': '{item.jkd}'}",
                "{'forEach': {'range': {'from': 1, 'to': 2}}, 'handler': 'echo', 'payload': '{item.x}'}",
                "{'forEach': {'items': [1]}, 'handler': 'echo', 'payload': '{item[0]}'}"))
        .satisfiesExactly(
            e -> assertThat(e).contains("forEach.items[0] has no \"jkd\"; did you mean {item.jdk}"),
            e -> assertThat(e).contains("unknown placeholder {item.x}: the items have no fields"),
            e -> assertThat(e).contains("unknown placeholder {item[0]}; there are {item},"));
  }
}
