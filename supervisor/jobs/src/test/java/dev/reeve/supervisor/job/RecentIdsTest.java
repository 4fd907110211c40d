package dev.reeve.supervisor.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecentIdsTest {
  private final RecentIds ids = new RecentIds();

  @Test
  void an_id_is_new_once() {
    assertThat(ids.add("a")).isTrue();
    assertThat(ids.add("b")).isTrue();
    assertThat(ids.add("a")).isFalse();
  }

  @Test
  void the_last_65536_are_remembered_and_the_one_before_is_not() {
    for (int i = 0; i <= RecentIds.MOST; i++) {
      assertThat(ids.add("id" + i)).isTrue();
    }

    assertThat(ids.add("id1")).isFalse();
    assertThat(ids.add("id0")).isTrue();
  }

  @Test
  void a_repeated_id_does_not_push_others_out() {
    ids.add("a");
    for (int i = 0; i < 2 * RecentIds.MOST; i++) {
      ids.add("b");
    }

    assertThat(ids.add("a")).isFalse();
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {51, 52})
  void it_answers_as_a_set_of_the_last_ids_would(long seed) {
    Random random = new Random(seed);
    Set<String> known = new HashSet<>();
    Deque<String> order = new ArrayDeque<>();
    for (int i = 0; i < 400_000; i++) {
      String id = Integer.toString(random.nextInt(150_000), 36);
      boolean isNew = known.add(id);
      assertThat(ids.add(id)).as("seed %d, id %s", seed, id).isEqualTo(isNew);
      if (isNew) {
        order.add(id);
      }
      if (order.size() > RecentIds.MOST) {
        known.remove(order.remove());
      }
    }
  }

  @Test
  void similar_ids_are_told_apart() {
    for (int i = 0; i < 20_000; i++) {
      assertThat(ids.add("a" + i)).isTrue();
      assertThat(ids.add(i + "a")).isTrue();
    }
    assertThat(ids.add("\u0100")).isTrue();
    assertThat(ids.add("\u0000")).isTrue();
    assertThat(ids.add("\u0000\u0000")).isTrue();
    assertThat(ids.add("")).isTrue();
    assertThat(ids.add("x".repeat(100_000))).isTrue();
    assertThat(ids.add("x".repeat(99_999))).isTrue();
  }

  @Test
  void ids_with_the_same_hash_are_told_apart() {
    assertThat("Aa".hashCode()).isEqualTo("BB".hashCode());

    assertThat(ids.add("Aa")).isTrue();
    assertThat(ids.add("BB")).isTrue();
  }
}
