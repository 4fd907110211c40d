package dev.reeve.supervisor.results;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.supervisor.model.Backoff;
import dev.reeve.supervisor.model.Task;
import dev.reeve.supervisor.model.TaskPolicy;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class XxHash64Test {

  /** Known from other implementations. */
  @ParameterizedTest
  @CsvSource({
    "'', ef46db3751d8e999",
    "a, d24ec4f1a98c6e5b",
    "abc, 44bc2cf5ad770999",
    "Nobody inspects the spammish repetition, fbcea83c8a378bf1"
  })
  void it_is_the_hash_that_others_know_by_that_name(String text, String expected) {
    assertThat(Long.toHexString(XxHash64.hash(text.getBytes(UTF_8), 0))).isEqualTo(expected);
  }

  @Test
  void a_slice_of_any_length_hashes_as_a_copy_of_it_and_every_bit_counts() {
    Random random = new Random(3);
    byte[] bytes = new byte[120];
    random.nextBytes(bytes);
    Set<Long> hashes = new HashSet<>();
    for (int length = 0; length <= 100; length++) {
      byte[] copy = java.util.Arrays.copyOfRange(bytes, 7, 7 + length);
      long hash = XxHash64.hash(copy, 5);
      assertThat(XxHash64.hash(bytes, 7, length, 5)).isEqualTo(hash);
      hashes.add(hash);
      for (int bit = 0; bit < length * 8; bit++) {
        copy[bit / 8] ^= (byte) (1 << bit % 8);
        assertThat(hashes.add(XxHash64.hash(copy, 5)))
            .as("length %d, bit %d", length, bit)
            .isTrue();
        copy[bit / 8] ^= (byte) (1 << bit % 8);
      }
    }
  }

  @Test
  void a_task_is_known_by_its_handler_and_payload_and_by_nothing_else() {
    Task task = Task.of(1, "a", "echo", Results.json("[1]"));
    long hash = TaskHash.of(task);
    TaskPolicy policy = new TaskPolicy(Duration.ofSeconds(1), 9, Backoff.DEFAULT);
    Task otherLimits = new Task(2, "b", "echo", Results.json("[1]"), policy, 7, List.of("tag"));
    assertThat(TaskHash.of(otherLimits)).isEqualTo(hash);
    assertThat(TaskHash.of(Task.of(1, "a", "sleep", Results.json("[1]")))).isNotEqualTo(hash);
    assertThat(TaskHash.of(Task.of(1, "a", "echo", Results.json("[2]")))).isNotEqualTo(hash);
    assertThat(TaskHash.of(Task.of(1, "a", "echo[", Results.json("1]")))).isNotEqualTo(hash);
  }

  @Test
  void the_hash_of_a_task_is_the_same_for_ever_for_files_hold_it() {
    assertThat(Long.toHexString(TaskHash.of(Task.of(1, "a", "echo", Results.json("[1]")))))
        .isEqualTo("61f28b31c9235b94");
  }
}
