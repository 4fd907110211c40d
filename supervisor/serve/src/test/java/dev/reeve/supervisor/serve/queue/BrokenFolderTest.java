package dev.reeve.supervisor.serve.queue;

import static dev.reeve.supervisor.serve.queue.QueueRun.next;
import static dev.reeve.supervisor.serve.queue.QueueRun.submission;
import static dev.reeve.supervisor.serve.queue.QueueRun.succeed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Folders that a queue cannot use, or in which files are damaged. */
class BrokenFolderTest {
  private static final Path SELF = Path.of("/proc/self");

  @TempDir(factory = MemoryFolder.class)
  private Path temporary;

  private Path folder;

  @BeforeEach
  void nameFolder() {
    folder = temporary.resolve("queue");
  }

  private AbstractThrowableAssert<?, ?> assertRefused() {
    return assertThatThrownBy(() -> FolderQueue.open(folder)).isInstanceOf(IOException.class);
  }

  /** Leaves three tasks, of which the first two have ended. */
  private void fill() throws Exception {
    try (TaskQueue queue = FolderQueue.open(folder)) {
      for (String id : List.of("a", "b", "c")) {
        queue.submit(submission(id)).join();
      }
      succeed(queue, next(queue));
      succeed(queue, next(queue));
    }
  }

  private Map<String, String> contents() throws IOException {
    Map<String, String> contents = new TreeMap<>();
    for (String name : FolderQueue.files(folder)) {
      contents.put(name, Files.readString(folder.resolve(name)));
    }
    return contents;
  }

  @Test
  void one_server_at_a_time_uses_a_folder() throws Exception {
    try (TaskQueue queue = FolderQueue.open(folder)) {
      assertRefused()
          .hasMessage("cannot use " + folder + " for the queue: this process uses it already");
      queue.submit(submission("a")).join();
    }
    FolderQueue.open(folder).close();
  }

  @Test
  void a_folder_that_was_named_by_mistake_stays_as_it_is() throws Exception {
    Files.createDirectory(folder);
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    Files.writeString(folder.resolve("thesis.txt"), "x");
    assertRefused()
        .hasMessageContaining("it is not empty, and not a queue's folder: it holds thesis.txt")
        .hasMessageContaining("name a new or an empty folder");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)))
        .isEqualTo("rwxr-xr-x");
    try (var files = Files.list(folder)) {
      assertThat(files).hasSize(1);
    }
  }

  @Test
  void a_file_in_place_of_the_folder_is_told() throws Exception {
    Files.writeString(folder, "x");
    assertRefused().hasMessage("cannot use %s for the queue: %s is not a folder", folder, folder);
  }

  @Test
  void a_folder_of_another_user_is_refused() throws Exception {
    assumeTrue(Files.getAttribute(SELF, "unix:uid").equals(0), "only root can give a folder away");
    Files.createDirectory(folder);
    Files.setAttribute(folder, "unix:uid", 12345);
    assertRefused().hasMessageContaining("belongs to another user");
  }

  @Test
  void a_folder_that_others_can_write_is_refused() throws Exception {
    Files.createDirectory(folder);
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
    assertRefused().hasMessageContaining("can be written by other users");
  }

  @Test
  void a_folder_in_a_place_without_write_access_is_refused() {
    folder = Path.of("/proc/reeve-queue");
    assertRefused().hasMessageStartingWith("cannot use /proc/reeve-queue for the queue: ");
  }

  @Test
  void a_folder_that_is_read_only_is_refused() throws Exception {
    assumeTrue(!Files.getAttribute(SELF, "unix:uid").equals(0), "root may write to any folder");
    fill();
    Files.setPosixFilePermissions(
        folder.resolve("lock"), PosixFilePermissions.fromString("r--------"));
    assertRefused().hasMessageContaining("permission denied");
  }

  @Test
  void a_link_in_place_of_a_file_is_not_followed() throws Exception {
    fill();
    Path tasks = folder.resolve("tasks-000001.jsonl");
    Path elsewhere = temporary.resolve("elsewhere");
    Files.move(tasks, elsewhere);
    Files.createSymbolicLink(tasks, elsewhere);
    assertRefused().hasMessageContaining("cannot read " + tasks);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "tasks | 2 | nonsense | it does not begin with its number | is lost",
        "tasks | 1 | {\"id\":\"a\",\"handler\":\"echo\"} | it does not begin with its number | is lost",
        "tasks | 3 | {\"accepted\":{\"number\":x,\"at\":\"2026-01-01T00:00:00Z\"},\"id\":\"c\",\"handler\":\"echo\"} | its number or time is invalid | is lost",
        "tasks | 3 | {\"accepted\":{\"number\":3,\"at\":\"today\"},\"id\":\"c\",\"handler\":\"echo\"} | its number or time is invalid | is lost",
        "tasks | 3 | {\"accepted\":{\"number\":3,\"at\":\"2026-01-01T00:00:00Z\"},\"id\":\"c\"} | needs a handler or a command | is lost",
        "tasks | 3 | {\"accepted\":{\"number\":3,\"at\":\"2026-01-01T00:00:00Z\"},\"handler\":\"c\"} | id must have 1 to 1000 characters | is lost",
        "results | 1 | {\"seq\":1,\"id\":\"a\" | it is incomplete or not JSON | runs again",
        "results | 2 | {\"seq\":2,\"id\":\"b\",\"status\":\"fine\"} | no known status | runs again",
        "results | 2 | [] | it is not a JSON object | runs again",
      })
  void a_damaged_line_is_told_with_its_place_and_nothing_is_changed(
      String file, int line, String text, String reason, String without) throws Exception {
    fill();
    Path damaged = folder.resolve(file + "-000001.jsonl");
    List<String> lines = new ArrayList<>(Files.readAllLines(damaged));
    lines.set(line - 1, text);
    Files.writeString(damaged, String.join("\n", lines) + "\n");
    Map<String, String> before = contents();
    assertRefused()
        .hasMessageStartingWith(damaged + ":" + line + ": the line is damaged: ")
        .hasMessageContaining(reason)
        .hasMessageEndingWith(
            ". Nothing was changed. Put back the file as it was, or remove the line, and its task "
                + without);
    assertThat(contents()).isEqualTo(before);
    lines.remove(line - 1);
    Files.writeString(damaged, String.join("\n", lines) + "\n");
    try (TaskQueue queue = FolderQueue.open(folder)) {
      assertThat(queue.list((TaskState) null, null, 10).tasks())
          .hasSize(file.equals("tasks") ? 2 : 3);
    }
  }

  @Test
  void the_end_of_another_file_is_not_cut_off() throws Exception {
    fill();
    Path tasks = folder.resolve("tasks-000001.jsonl");
    Files.writeString(tasks, "my notes", StandardOpenOption.APPEND);
    assertRefused().hasMessageContaining("its last line is incomplete and not a task of a queue");
    assertThat(Files.readString(tasks)).endsWith("my notes");
  }

  @Test
  void zeros_that_a_crash_of_the_machine_has_left_are_cut_off() throws Exception {
    fill();
    for (String name : FolderQueue.files(folder)) {
      Files.write(folder.resolve(name), new byte[5000], StandardOpenOption.APPEND);
    }
    try (TaskQueue queue = FolderQueue.open(folder)) {
      assertThat(queue.counts().kept()).isEqualTo(2);
      assertThat(queue.counts().waiting()).isEqualTo(1);
    }
    assertThat(contents().toString()).doesNotContain("\0");
  }

  @Test
  void without_the_records_of_its_tasks_nothing_is_run() throws Exception {
    fill();
    Path results = folder.resolve("results-000001.jsonl");
    Files.delete(results);
    assertRefused()
        .hasMessageContaining(results + " is missing")
        .hasMessageContaining("put it back, or create an empty file");
    Files.createFile(results);
    try (TaskQueue queue = FolderQueue.open(folder)) {
      assertThat(queue.counts().waiting()).isEqualTo(3);
    }
  }

  @Test
  void half_of_a_pair_that_was_being_made_or_deleted_is_removed() throws Exception {
    fill();
    Files.createFile(folder.resolve("results-000002.jsonl"));
    Files.createFile(folder.resolve("tasks-000003.jsonl"));
    try (TaskQueue queue = FolderQueue.open(folder)) {
      assertThat(queue.counts().waiting()).isEqualTo(1);
      queue.submit(submission("d")).join();
    }
    assertThat(FolderQueue.files(folder))
        .containsExactly(
            "results-000001.jsonl",
            "results-000004.jsonl",
            "tasks-000001.jsonl",
            "tasks-000004.jsonl");
  }

  @Test
  void a_record_that_is_there_twice_counts_once_and_the_first() throws Exception {
    fill();
    Path results = folder.resolve("results-000001.jsonl");
    String first = Files.readAllLines(results).get(0);
    Files.writeString(
        results, first.replace("succeeded", "failed") + "\n", StandardOpenOption.APPEND);
    try (TaskQueue queue = FolderQueue.open(folder)) {
      assertThat(queue.find("a").record()).hasToString(first);
      assertThat(queue.counts().kept()).isEqualTo(2);
    }
  }

  @Test
  void a_record_of_another_program_ends_no_task() throws Exception {
    fill();
    Path results = folder.resolve("results-000001.jsonl");
    String first = Files.readAllLines(results).get(0);
    Files.writeString(
        results, first.replace("\"seq\":1", "\"seq\":3") + "\n", StandardOpenOption.APPEND);
    try (TaskQueue queue = FolderQueue.open(folder)) {
      assertThat(queue.find("c").state()).isEqualTo(TaskState.WAITING);
    }
  }
}
