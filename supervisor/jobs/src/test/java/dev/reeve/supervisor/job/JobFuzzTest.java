package dev.reeve.supervisor.job;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.json.Json;
import dev.reeve.supervisor.model.Task;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever the bytes, a job is read, refused or rejected, and nothing else happens. */
class JobFuzzTest {
  private static final String DOCUMENT =
      JobTexts.json(
          """
          {'name': 'nightly', 'workers': {'count': '50%', 'jvmArgs': ['-Xmx1g'], 'classpath': ['h.jar'],
           'maxTasks': 10, 'maxMemory': '512m', 'restart': {'maxCrashes': 5, 'within': '60s'}, 'env': {'LANG': 'C'}},
           'defaults': {'timeout': '30s', 'retries': 2, 'backoff': {'initial': '200ms', 'factor': 2, 'max': '30s'}},
           'halt': 'soon,fail=10%', 'deadline': '2h',
           'tasks': [{'id': 'a', 'handler': 'echo', 'payload': {'p': [1.5e3, 'é\\n', null]}, 'tags': ['t']},
           {'id': 'b', 'command': ['wc', '-l'], 'cwd': '.', 'env': {'X': '1'}, 'stdin': 't', 'okExit': [0]},
           {'id': 'g', 'forEach': {'glob': '*.java'}, 'handler': 'echo', 'payload': '{item}'},
           {'id': 'i', 'forEach': {'items': [1, 'x', {}]}, 'command': ['{item}'], 'cwd': '{item}'},
           {'id': 'r', 'forEach': {'range': {'from': 1, 'to': 9, 'step': 2}}, 'handler': 'echo'},
           {'id': 'l', 'forEach': {'lines': 'words.txt'}, 'handler': 'echo', 'payload': {'x': '-{item}-'}}]}
          """);

  private static final String[] PIECES = {
    "{",
    "}",
    "[",
    "]",
    ",",
    ":",
    "\"",
    "\\",
    "\\u",
    "\\ud800",
    "null",
    "true",
    "-",
    "1e9",
    "0",
    "\0",
    "\n",
    "\r\n",
    "{item}",
    "\"id\"",
    "\"tasks\"",
    "é",
    "🙂",
    "\uFEFF",
    "[[[[[[[[[[[[[[[[[[[[",
    "99999999999",
    "1".repeat(1_001)
  };

  private final Path folder;
  private final long seed = System.nanoTime();
  private final Random random = new Random(seed);

  JobFuzzTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @BeforeEach
  void prepare() throws IOException {
    Files.writeString(folder.resolve("words.txt"), "one\ntwo\n");
    Files.writeString(folder.resolve("A.java"), "");
    System.out.println("JobFuzzTest seed " + seed);
  }

  @Test
  void a_mutated_document_is_a_job_or_has_errors() throws Exception {
    int refused = 0;
    for (int i = 0; i < 10_000; i++) {
      refused += read(mutated(DOCUMENT.getBytes(UTF_8))) ? 0 : 1;
    }

    assertThat(refused).isBetween(1_000, 19_900);
  }

  @Test
  void a_document_cut_anywhere_has_errors() throws Exception {
    byte[] whole = DOCUMENT.strip().getBytes(UTF_8);
    for (int length = 0; length < whole.length; length++) {
      assertThat(read(Arrays.copyOf(whole, length))).as("cut at %d", length).isFalse();
    }
  }

  @Test
  void random_bytes_are_no_document() throws Exception {
    for (int i = 0; i < 10_000; i++) {
      byte[] bytes = new byte[random.nextInt(100)];
      random.nextBytes(bytes);

      assertThat(read(bytes)).as("seed %d", seed).isFalse();
    }
  }

  /** Whether it is a job; all its tasks are made. */
  private boolean read(byte[] bytes) throws IOException {
    try (Job job =
        Jobs.document(new ByteArrayInputStream(bytes), "fuzz.json", folder, TaskDefaults.NONE)) {
      for (int i = 0; i < 1_000; i++) {
        if (job.next() instanceof SourceEntry.Ready ready) {
          check(ready.task());
        }
      }
      return true;
    } catch (InvalidJobException e) {
      checkErrors(e.errors(), bytes.length);
      return false;
    }
  }

  private static void checkErrors(List<JobError> errors, int length) {
    assertThat(errors).isNotEmpty().hasSizeLessThanOrEqualTo(JobErrors.MOST + 1);
    for (JobError error : errors) {
      assertThat(error.column()).isLessThanOrEqualTo(length + 1);
      assertThat(error.message()).isNotBlank();
    }
  }

  /** Its payload must still be what a worker will take for JSON. */
  private static void check(Task task) {
    byte[] payload = task.payload().utf8();
    assertThat(Json.parse(payload, 0, payload.length)).isEqualTo(task.payload());
  }

  @Test
  void a_mutated_stream_gives_one_entry_for_each_line() throws Exception {
    byte[] lines =
        JobTexts.json(
                "{'id':'a','handler':'echo','payload':[1,'é']}\n{'command':['ls'],'cwd':'x'}\n\n{'handler':'sleep'}\n")
            .getBytes(UTF_8);
    for (int i = 0; i < 10_000; i++) {
      byte[] bytes = mutated(lines);
      try (Job job = JobTexts.stream(new ByteArrayInputStream(bytes))) {
        long seq = 0;
        for (SourceEntry entry; (entry = job.next()) != null; ) {
          assertThat(seqOf(entry)).as("seed %d", seed).isEqualTo(++seq);
        }
      }
    }
  }

  private static long seqOf(SourceEntry entry) {
    if (entry instanceof SourceEntry.Ready ready) {
      check(ready.task());
      return ready.task().seq();
    }
    return JobTexts.rejected(entry).seq();
  }

  private byte[] mutated(byte[] original) {
    byte[] bytes = original;
    int changes = 1 + random.nextInt(4);
    for (int i = 0; i < changes; i++) {
      bytes = changed(bytes);
    }
    return bytes;
  }

  private byte[] changed(byte[] bytes) {
    int at = random.nextInt(bytes.length + 1);
    int until = Math.min(bytes.length, at + random.nextInt(random.nextInt(8) == 0 ? 40 : 3));
    byte[] piece =
        random.nextInt(4) == 0
            ? new byte[] {(byte) random.nextInt(256)}
            : PIECES[random.nextInt(PIECES.length)].getBytes(UTF_8);
    byte[] result = new byte[at + piece.length + bytes.length - until];
    System.arraycopy(bytes, 0, result, 0, at);
    System.arraycopy(piece, 0, result, at, piece.length);
    System.arraycopy(bytes, until, result, at + piece.length, bytes.length - until);
    return result;
  }
}
