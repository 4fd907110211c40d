package dev.reeve.supervisor.job;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

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

  @Test
  void fewer_are_remembered_where_they_are_long() {
    String filler = "x".repeat(RecentIds.MOST_CHARS / 4);
    for (int i = 0; i < 4; i++) {
      ids.add(i + filler);
    }

    assertThat(ids.add(3 + filler)).isFalse();
    assertThat(ids.add(0 + filler)).isTrue();
  }

  @Test
  void ids_with_the_same_hash_are_told_apart() {
    assertThat("Aa".hashCode()).isEqualTo("BB".hashCode());

    assertThat(ids.add("Aa")).isTrue();
    assertThat(ids.add("BB")).isTrue();
  }
}
