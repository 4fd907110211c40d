package dev.reeve.supervisor.each;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reeve.supervisor.job.Job;
import dev.reeve.supervisor.job.SourceEntry;
import dev.reeve.supervisor.job.TaskDefaults;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What arguments and a command make, as JSON. */
final class EachJobTest {
  private static ArgumentSource list(String... arguments) {
    return ArgumentSource.of(List.of(arguments));
  }

  private static ArgumentSource stream(String text, char delimiter) {
    return DelimitedArguments.of(new ByteArrayInputStream(text.getBytes(UTF_8)), "in", delimiter);
  }

  private static EachBuilder each(ArgumentSource... sources) {
    return new EachBuilder(Arrays.stream(sources).map(List::of).toList());
  }

  /** Returns the words of all commands, each as JSON. */
  private static List<String> commands(EachBuilder builder, String... command) throws IOException {
    List<String> all = new ArrayList<>();
    for (SourceEntry entry : entries(builder.command(List.of(command)))) {
      String payload = ((SourceEntry.Ready) entry).task().payload().toString();
      all.add(payload.substring("{\"command\":".length(), payload.indexOf("],") + 1));
    }
    return all;
  }

  private static List<SourceEntry> entries(EachBuilder builder) throws IOException {
    List<SourceEntry> all = new ArrayList<>();
    try (Job job = builder.build(Path.of("/f"), TaskDefaults.NONE)) {
      for (SourceEntry entry; (entry = job.next()) != null; ) {
        all.add(entry);
      }
    }
    return all;
  }

  @Test
  void without_a_placeholder_the_argument_comes_last() throws IOException {
    assertThat(commands(each(list("a b", "c")), "wc", "-l"))
        .containsExactly("[\"wc\",\"-l\",\"a b\"]", "[\"wc\",\"-l\",\"c\"]");
  }

  @ParameterizedTest
  @CsvSource({
    "{}, /d/e.x/f.tar.gz",
    "{.}, /d/e.x/f.tar",
    "{/}, f.tar.gz",
    "{//}, /d/e.x",
    "{/.}, f.tar",
    "{1}, /d/e.x/f.tar.gz",
    "{1/.}, f.tar",
    "{-1}, /d/e.x/f.tar.gz",
    "{#}, 1",
    "<{}>, </d/e.x/f.tar.gz>",
    "{{}, {}",
    "{print $1}, '{print $1}'",
    "{a}, {a}",
    "{}{}, /d/e.x/f.tar.gz/d/e.x/f.tar.gz",
  })
  void placeholders_are_those_of_gnu_parallel(String word, String filled) throws IOException {
    assertThat(commands(each(list("/d/e.x/f.tar.gz")), "x", word, "{#}"))
        .containsExactly("[\"x\",\"" + filled + "\",\"1\"]");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{..}", "{1..3}", "{0}", "{///}", "{+1}"})
  void what_resembles_a_placeholder_and_is_none_is_refused(String word) {
    assertThatThrownBy(() -> commands(each(list("a")), "x", word))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("unknown placeholder " + word + "; there are {} {.}");
  }

  @Test
  void a_number_above_that_of_the_lists_is_refused() {
    assertThatThrownBy(() -> commands(each(list("a")), "x", "{2}"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("{2} is more than a task has: it has 1 argument");
  }

  @Test
  void of_several_lists_all_combinations_are_made_the_last_changing_fastest() throws IOException {
    assertThat(commands(each(list("a", "b"), list("1", "2", "3")), "x", "{1}{2}"))
        .containsExactly(
            "[\"x\",\"a1\"]",
            "[\"x\",\"a2\"]",
            "[\"x\",\"a3\"]",
            "[\"x\",\"b1\"]",
            "[\"x\",\"b2\"]",
            "[\"x\",\"b3\"]");
    assertThat(commands(each(list("a", "b"), list()), "x")).isEmpty();
    assertThat(commands(each(list(), list("a")), "x")).isEmpty();
  }

  @Test
  void linked_lists_go_together_and_shorter_ones_begin_again() throws IOException {
    assertThat(commands(each(list("a", "b", "c"), list("1", "2")).linked(true), "x", "{1}{2}"))
        .containsExactly("[\"x\",\"a1\"]", "[\"x\",\"b2\"]", "[\"x\",\"c1\"]");
    assertThat(commands(each(list("a"), list("1", "2")).linked(true), "x", "{1}{2}"))
        .containsExactly("[\"x\",\"a1\"]", "[\"x\",\"a2\"]");
    assertThat(commands(each(list(), list("1")).linked(true), "x")).isEmpty();
  }

  @Test
  void a_group_goes_together_up_to_its_shortest_list_and_with_all_of_the_others()
      throws IOException {
    EachBuilder builder =
        new EachBuilder(
            List.of(List.of(list("a", "b", "c"), list("1", "2")), List.of(list("x", "y"))));
    assertThat(commands(builder, "x", "{1}{2}{3}"))
        .containsExactly(
            "[\"x\",\"a1x\"]", "[\"x\",\"a1y\"]", "[\"x\",\"b2x\"]", "[\"x\",\"b2y\"]");
  }

  @Test
  void with_a_header_each_list_begins_with_its_name() throws IOException {
    assertThat(commands(each(list("f", "a"), list("g", "b", "c")).header(true), "x", "{g}{f}"))
        .containsExactly("[\"x\",\"ba\"]", "[\"x\",\"ca\"]");
  }

  @Test
  void a_word_is_repeated_for_each_argument_if_as_many_as_fit_are_wanted() throws IOException {
    assertThat(commands(each(list("1", "2")).fill(1), "x", "-{}-"))
        .containsExactly("[\"x\",\"-1-\",\"-2-\"]");
  }

  @Test
  void several_arguments_become_words_of_their_own() throws IOException {
    assertThat(commands(each(list("1", "2", "3")).most(2), "x", "-{}-", "{2}"))
        .containsExactly("[\"x\",\"-1\",\"2-\",\"2\"]", "[\"x\",\"-3-\"]");
  }

  @Test
  void as_many_arguments_as_fit_are_shared_by_the_workers_if_they_are_few() throws IOException {
    assertThat(commands(each(list("1", "2", "3", "4", "5")).fill(2), "x"))
        .containsExactly("[\"x\",\"1\",\"2\",\"3\"]", "[\"x\",\"4\",\"5\"]");
    String[] many = new String[40_000];
    Arrays.fill(many, "0123456789");
    List<String> filled = commands(each(list(many)).fill(2), "x");
    assertThat(filled).hasSizeBetween(5, 7);
    assertThat(filled.get(0).length()).isLessThan(128 << 10);
  }

  @Test
  void columns_have_numbers_or_names() throws IOException {
    Pattern tab = Pattern.compile("\t");
    assertThat(commands(each(stream("a\tb\nc\td\n", '\n')).columns(tab), "x", "{2}-{1}"))
        .containsExactly("[\"x\",\"b-a\"]", "[\"x\",\"d-c\"]");
    EachBuilder named = each(stream("host\tport\nh.x\t80\n", '\n')).columns(tab).header(true);
    assertThat(commands(named, "x", "{host}:{port}", "{host.}"))
        .containsExactly("[\"x\",\"h.x:80\",\"h\"]");
    assertThatThrownBy(() -> commands(each(stream("host\n", '\n')).header(true), "x", "{hots}"))
        .hasMessageContaining("unknown placeholder {hots}")
        .hasMessageContaining(
            "and the columns host; perhaps {host} is meant; write {{ for a brace");
  }

  @Test
  void lines_and_parts_between_nul_characters_are_taken_as_they_are() throws IOException {
    assertThat(commands(each(stream(" a \n\n\tb", '\n')), "x"))
        .containsExactly("[\"x\",\" a \"]", "[\"x\",\"\"]", "[\"x\",\"\\tb\"]");
    assertThat(commands(each(stream("a\nb\0c", '\0')), "x"))
        .containsExactly("[\"x\",\"a\\nb\"]", "[\"x\",\"c\"]");
    String longer = "y".repeat(200_000);
    assertThat(commands(each(stream(longer + "\nz\n", '\n')), "x"))
        .containsExactly("[\"x\",\"" + longer + "\"]", "[\"x\",\"z\"]");
  }

  @Test
  void an_argument_that_is_not_utf_8_fails_alone_and_is_told_with_its_line() throws IOException {
    byte[] bytes = {'a', '\n', (byte) 0xFF, '\n', 'b', 0, '\n', 'c'};
    ArgumentSource in = DelimitedArguments.of(new ByteArrayInputStream(bytes), "in", '\n');
    List<SourceEntry> entries = entries(each(in).command(List.of("x")));
    assertThat(entries).hasSize(4);
    assertThat(entries.get(0)).isInstanceOf(SourceEntry.Ready.class);
    assertThat(((SourceEntry.Rejected) entries.get(1)).result().error().message())
        .isEqualTo("in:2: is not UTF-8, so it cannot be passed on");
    assertThat(((SourceEntry.Rejected) entries.get(2)).result().error().message())
        .startsWith("in:3: holds a NUL character");
    assertThat(entries.get(3)).isInstanceOf(SourceEntry.Ready.class);
  }

  @Test
  void ids_are_the_arguments_and_equal_ones_are_counted() throws IOException {
    List<SourceEntry> entries =
        entries(
            each(list("a b", "", "z".repeat(300), "a b", "c", "a b", "c[2]", "c"))
                .command(List.of("x")));
    assertThat(entries)
        .extracting(entry -> ((SourceEntry.Ready) entry).task().id())
        .containsExactly("a b", "[2]", "z".repeat(200), "a b[2]", "c", "a b[3]", "c[2]", "c[8]");
    assertThat(entries).filteredOn(entry -> ((SourceEntry.Ready) entry).numbered()).hasSize(2);
  }

  @Test
  void however_many_there_are_no_two_ids_are_equal() {
    TaskIds ids = new TaskIds();
    Set<String> seen = new HashSet<>();
    for (int i = 1; i <= 600_000; i++) {
      assertThat(seen.add(ids.next(List.of("n" + i % 400_000), i).text())).isTrue();
    }
  }

  @Test
  void a_request_to_a_handler_is_json_with_placeholders_in_its_texts() throws IOException {
    List<SourceEntry> entries =
        entries(
            each(list("a\"b.jpg", "c.png"))
                .handler(
                    "image/grayscale", "{\"from\": \"{}\", \"to\": \"out/{.}.png\", \"n\": 1.10}"));
    assertThat(entries)
        .extracting(entry -> ((SourceEntry.Ready) entry).task().payload().toString())
        .containsExactly(
            "{\"from\":\"a\\\"b.jpg\",\"to\":\"out/a\\\"b.png\",\"n\":1.10}",
            "{\"from\":\"c.png\",\"to\":\"out/c.png\",\"n\":1.10}");
    assertThatThrownBy(() -> entries(each(list("a")).handler("x", "{nope")))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void a_file_that_is_missing_or_a_folder_is_named(@TempDir Path folder) throws IOException {
    assertThatThrownBy(() -> DelimitedArguments.of(folder.resolve("no"), '\n'))
        .hasMessageEndingWith("no: no such file or folder");
    assertThatThrownBy(() -> DelimitedArguments.of(folder, '\n'))
        .hasMessageEndingWith("is a directory");
    Path file = Files.writeString(folder.resolve("args"), "a\n");
    try (Job job =
        each(DelimitedArguments.of(file, '\n'))
            .command(List.of("x"))
            .build(folder, TaskDefaults.NONE)) {
      assertThat(job.inputs()).containsExactly(file);
    }
  }
}
