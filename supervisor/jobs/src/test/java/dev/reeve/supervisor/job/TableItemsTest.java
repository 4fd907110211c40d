package dev.reeve.supervisor.job;

import static dev.reeve.supervisor.job.JobTexts.document;
import static dev.reeve.supervisor.job.JobTexts.errors;
import static dev.reeve.supervisor.job.JobTexts.json;
import static dev.reeve.supervisor.job.JobTexts.tasks;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TableItemsTest {
  private final Path folder;

  TableItemsTest(@TempDir Path folder) {
    this.folder = folder;
  }

  private List<String> payloads(String tasks) throws Exception {
    return tasks(tasks, folder).stream().map(task -> task.payload().toString()).toList();
  }

  private List<String> errorsOf(String table) throws Exception {
    Files.writeString(folder.resolve("t.csv"), table);
    return errors("{'tasks': [{'forEach': {'csv': 't.csv'}, 'handler': 'echo'}]}", folder);
  }

  @Test
  void the_first_row_of_a_table_names_the_fields_of_its_items() throws Exception {
    Files.writeString(
        folder.resolve("hosts.csv"),
        "\uFEFFhost,port,os name\r\na.example,22,linux\nb.example,8022,\n");

    assertThat(
            payloads(
                "{'forEach': {'csv': 'hosts.csv'}, 'command': ['ssh', '-p', '{item.port}', '{item.host}', '<{item.os name}>']}"))
        .extracting(payload -> payload.substring(0, payload.indexOf(']') + 1))
        .containsExactly(
            json("{'command':['ssh','-p','22','a.example','<linux>']"),
            json("{'command':['ssh','-p','8022','b.example','<>']"));
  }

  @Test
  void the_whole_item_is_an_object_of_texts() throws Exception {
    Files.writeString(folder.resolve("t.tsv"), "n\tname\n1\tone, \"two\"\n");

    assertThat(
            payloads(
                "{'forEach': {'tsv': 't.tsv'}, 'handler': 'echo', 'payload': ['{item}', '{item.n}']}"))
        .containsExactly("[{\"n\":\"1\",\"name\":\"one, \\\"two\\\"\"},\"1\"]");
  }

  @Test
  void a_quoted_field_may_hold_separators_quotation_marks_and_line_ends() throws Exception {
    Files.writeString(
        folder.resolve("t.csv"), "a,b\n\"x,\r\ny\",\"say \"\"hi\"\"\"\r\n\n\"\",5\" pipe");

    assertThat(
            payloads(
                "{'forEach': {'csv': 't.csv'}, 'handler': 'echo', 'payload': ['{item.a}', '{item.b}']}"))
        .containsExactly("[\"x,\\r\\ny\",\"say \\\"hi\\\"\"]", "[\"\",\"5\\\" pipe\"]");
  }

  @Test
  void rows_with_too_few_or_too_many_fields_are_errors_with_their_line() throws Exception {
    String place = "job.json:1:32: tasks[0].forEach.csv: t.csv:";
    assertThat(errorsOf("a,b\n1,2\n\"x\ny\",2\n3\n"))
        .containsExactly(place + "5: the row has 1 field, but the first row names 2 columns");
    assertThat(errorsOf("a,b\n1,2,3\n"))
        .containsExactly(place + "2: the row has 3 fields, but the first row names 2 columns");
  }

  @Test
  void what_is_no_table_is_an_error_with_its_line() throws Exception {
    String place = "job.json:1:32: tasks[0].forEach.csv: t.csv";
    assertThat(errorsOf(""))
        .containsExactly(place + ": is empty; its first row must name the columns");
    assertThat(errorsOf("a,\n"))
        .containsExactly(place + ":1: column 2 has no name; the first row names all");
    assertThat(errorsOf("a,a\n")).containsExactly(place + ":1: two columns have the name \"a\"");
    assertThat(errorsOf("a\n1\n\"2\n3\n"))
        .containsExactly(place + ":3: the quotation mark that opens here is not closed");
    assertThat(errorsOf("a\n\"1\"2\n"))
        .singleElement()
        .asString()
        .startsWith(place + ":2: text follows the quotation mark that closes a field");
    Files.write(folder.resolve("t.csv"), "a\n\u00e4\n".getBytes(StandardCharsets.ISO_8859_1));
    assertThat(errors("{'tasks': [{'forEach': {'csv': 't.csv'}, 'handler': 'echo'}]}", folder))
        .containsExactly(place + ":2: the row is not UTF-8");
    Files.write(folder.resolve("t.csv"), "a\n1\n".getBytes(StandardCharsets.UTF_16));
    assertThat(errors("{'tasks': [{'forEach': {'csv': 't.csv'}, 'handler': 'echo'}]}", folder))
        .containsExactly(place + ": looks like UTF-16 or UTF-32; save it as UTF-8");
    assertThat(errors("{'tasks': [{'forEach': {'csv': 'none'}, 'handler': 'echo'}]}", folder))
        .containsExactly("job.json:1:32: tasks[0].forEach.csv: none: no such file or folder");
  }

  @Test
  void a_column_that_is_not_there_is_an_error() throws Exception {
    Files.writeString(folder.resolve("t.csv"), "host,a.b\n1,2\n");
    String task = "{'tasks': [{'forEach': {'csv': 't.csv'}, 'command': ['x', '%s']}]}";
    assertThat(errors(task.formatted("{item.hots}"), folder))
        .singleElement()
        .asString()
        .endsWith(
            "unknown placeholder {item.hots}: t.csv has no column \"hots\"; did you mean {item.host}?");
    assertThat(errors(task.formatted("{item.a.b}"), folder))
        .singleElement()
        .asString()
        .contains("no placeholder can name a column with a dot");
  }

  @Test
  void a_table_without_rows_is_a_warning() throws Exception {
    Files.writeString(folder.resolve("t.csv"), "a,b\n");
    Job job = document("{'tasks': [{'forEach': {'csv': 't.csv'}, 'handler': 'echo'}]}", folder);
    assertThat(job.totalTasks()).isZero();
    assertThat(job.inputs()).containsExactly(folder.resolve("t.csv"));
    assertThat(job.warnings())
        .extracting(JobError::message)
        .containsExactly("the file has no rows after the first, so this makes no task");
  }

  @Test
  void a_table_that_changes_during_the_run_is_an_error() throws Exception {
    Path table = Files.writeString(folder.resolve("t.csv"), "a\n1\n2\n");
    String text = "{'tasks': [{'forEach': {'csv': 't.csv'}, 'handler': 'echo'}]}";
    try (Job job = document(text, folder)) {
      Files.writeString(table, "a\n1\n");
      job.next();
      assertThatExceptionOfType(IOException.class)
          .isThrownBy(job::next)
          .withMessage("t.csv: has fewer rows than when the job began");
    }
    try (Job job = document(text, folder)) {
      Files.writeString(table, "b\n1\n");
      assertThatExceptionOfType(IOException.class)
          .isThrownBy(job::next)
          .withMessage("t.csv: has other columns than when the job began");
    }
  }

  @Test
  void a_row_that_would_take_too_much_memory_is_an_error() throws IOException {
    InputStream endless =
        new InputStream() {
          @Override
          public int read() {
            return '"';
          }

          @Override
          public int read(byte[] bytes, int offset, int length) {
            java.util.Arrays.fill(bytes, offset, offset + length, (byte) '"');
            return length;
          }
        };
    try (TableReader reader = new TableReader(endless, "t.csv", ',')) {
      assertThatExceptionOfType(IOException.class)
          .isThrownBy(reader::next)
          .withMessageStartingWith("t.csv:1: the row is longer than 16777216 bytes");
    }
  }

  @Test
  void rows_that_were_written_with_quotation_marks_are_read_as_they_were() throws IOException {
    Random random = new Random(7);
    String letters = "ab,\"\n\r \t\u00e4\u20ac";
    List<List<String>> rows = new ArrayList<>();
    ByteArrayOutputStream written = new ByteArrayOutputStream();
    for (int i = 0; i < 20_000; i++) {
      List<String> row = new ArrayList<>();
      for (int column = 0; column < 3; column++) {
        StringBuilder field = new StringBuilder();
        for (int n = random.nextInt(6); n > 0; n--) {
          field.append(letters.charAt(random.nextInt(letters.length())));
        }
        row.add(field.toString());
        written.write((column == 0 ? "\"" : ",\"").getBytes(UTF_8));
        written.write(field.toString().replace("\"", "\"\"").getBytes(UTF_8));
        written.write('"');
      }
      rows.add(row);
      written.write(random.nextBoolean() ? "\n".getBytes(UTF_8) : "\r\n".getBytes(UTF_8));
    }
    List<List<String>> read = new ArrayList<>();
    try (TableReader reader =
        new TableReader(new ByteArrayInputStream(written.toByteArray()), "t.csv", ',')) {
      for (List<String> row = reader.next(); row != null; row = reader.next()) {
        read.add(row);
      }
    }
    assertThat(read).isEqualTo(rows);
  }
}
