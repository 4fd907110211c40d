package dev.reeve.supervisor.results;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.supervisor.model.TaskStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LastRecordsTest {
  private final LastRecords records = new LastRecords();

  private static Fingerprint task(String id, long hash) {
    return Fingerprint.ofTask(id, hash);
  }

  @Test
  void what_was_never_put_is_not_there() {
    records.put(task("a", 1), TaskStatus.SUCCEEDED);
    assertThat(records.get(task("b", 1))).isNull();
    assertThat(records.size()).isEqualTo(1);
  }

  @Test
  void a_task_with_other_content_is_told_from_the_recorded_one() {
    records.put(task("a", 1), TaskStatus.FAILED);
    assertThat(records.get(task("a", 1))).isEqualTo(new LastRecord(true, TaskStatus.FAILED));
    assertThat(records.get(task("a", 2))).isEqualTo(new LastRecord(false, TaskStatus.FAILED));
  }

  @Test
  void the_last_record_of_an_id_counts_whatever_it_is() {
    records.put(task("a", 1), TaskStatus.SUCCEEDED);
    records.put(task("a", 2), TaskStatus.SUCCEEDED);
    assertThat(records.get(task("a", 1))).isEqualTo(new LastRecord(false, TaskStatus.SUCCEEDED));
    records.put(task("a", 2), TaskStatus.SKIPPED);
    assertThat(records.get(task("a", 2))).isEqualTo(new LastRecord(true, TaskStatus.SKIPPED));
    assertThat(records.size()).isEqualTo(1);
  }

  @Test
  void a_task_that_was_only_ever_skipped_takes_no_place() {
    records.put(task("a", 1), TaskStatus.SKIPPED);
    records.put(task("a", 1), TaskStatus.CANCELLED);
    assertThat(records.get(task("a", 1))).isNull();
    assertThat(records.size()).isZero();
  }

  @Test
  void an_invalid_line_is_not_taken_for_the_task_whose_id_it_has() {
    records.put(task("a", 1), TaskStatus.SUCCEEDED);
    records.put(Fingerprint.ofInvalidLine("a", 2), TaskStatus.FAILED);
    assertThat(records.get(task("a", 1))).isEqualTo(new LastRecord(true, TaskStatus.SUCCEEDED));
    assertThat(records.get(Fingerprint.ofInvalidLine("a", 2)))
        .isEqualTo(new LastRecord(true, TaskStatus.FAILED));
    assertThat(records.get(Fingerprint.ofInvalidLine("a", 3))).isNull();
  }

  /** One part is filled and grows many times over. */
  @Test
  void it_behaves_as_a_map_does_whatever_order_and_however_crowded() {
    long seed = System.nanoTime();
    System.out.println("LastRecordsTest seed " + seed);
    Random random = new Random(seed);
    Map<Long, LastRecord> expected = new HashMap<>();
    TaskStatus[] statuses = TaskStatus.values();
    for (int i = 0; i < 200_000; i++) {
      long id = 0xABCD_0000_0000_0000L | (random.nextInt(50_000) * 0x9E37_79B9L & -1L >>> 16);
      long hash = random.nextInt(2) == 0 ? 1L << 63 : 1L << 40;
      TaskStatus status = statuses[random.nextInt(statuses.length)];
      records.put(new Fingerprint(id, hash), status);
      if (expected.containsKey(id) || LastRecord.isEnded(status)) {
        expected.put(id, new LastRecord(hash == 1L << 40, status));
      }
    }
    assertThat(records.size()).isEqualTo(expected.size());
    expected.forEach(
        (id, last) -> assertThat(records.get(new Fingerprint(id, 1L << 40))).isEqualTo(last));
  }

  /** In a process of its own, whose heap can be bounded. */
  @Test
  void two_million_records_fit_into_a_heap_of_64_megabytes(@TempDir Path folder) throws Exception {
    Path said = folder.resolve("said");
    Process process = start(said, "-Xmx64m", "2000000");
    assertThat(process.waitFor(180, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(Files.readString(said)).isZero();
    System.out.print(Files.readString(said));
  }

  private static Process start(Path said, String heap, String count) throws IOException {
    String java = ProcessHandle.current().info().command().orElse("java");
    String classes = System.getProperty("java.class.path");
    return new ProcessBuilder(
            List.of(java, heap, "-cp", classes, ManyRecords.class.getName(), count))
        .redirectErrorStream(true)
        .redirectOutput(said.toFile())
        .start();
  }

  /** Puts so many records in and finds all of them again, and nothing else. */
  static final class ManyRecords {
    private static final long SEED = 11;

    private ManyRecords() {}

    public static void main(String[] args) {
      int count = Integer.parseInt(args[0]);
      long start = System.nanoTime();
      LastRecords records = new LastRecords();
      SplittableRandom random = new SplittableRandom(SEED);
      for (int i = 0; i < count; i++) {
        records.put(next(random), TaskStatus.SUCCEEDED);
      }
      random = new SplittableRandom(SEED);
      for (int i = 0; i < count; i++) {
        find(records, next(random), i % 16 == 0);
      }
      System.gc();
      Runtime runtime = Runtime.getRuntime();
      System.out.printf(
          "%d records: %.1f bytes each, %.1f s%n",
          records.size(),
          (double) (runtime.totalMemory() - runtime.freeMemory()) / count,
          (System.nanoTime() - start) / 1e9);
    }

    private static Fingerprint next(SplittableRandom random) {
      return new Fingerprint(random.nextLong(), random.nextLong());
    }

    private static void find(LastRecords records, Fingerprint task, boolean othersToo) {
      LastRecord last = records.get(task);
      if (last == null || !last.sameTask()) {
        throw new AssertionError("lost: " + task);
      }
      if (othersToo) {
        LastRecord changed = records.get(new Fingerprint(task.id(), task.task() + 1));
        LastRecord never = records.get(new Fingerprint(task.id() ^ 1, task.task()));
        if (changed == null || changed.sameTask() || never != null) {
          throw new AssertionError("taken for another: " + task);
        }
      }
    }
  }
}
