package dev.reeve.shared.memory;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who has the lock, and what is left of a process that was killed with it. */
class MappedQueueLockTest {
  private static final int DEAD = 3;
  private static final int LIVING = 4;

  @TempDir private Path folder;
  private MappedQueue queue;
  private RawQueue raw;

  /** Each seat has taken one, and three are left. */
  @BeforeEach
  void make() throws IOException {
    queue = MappedQueue.create(folder.resolve("memory").resolve("queue-0"), 10);
    raw = new RawQueue(queue.path());
    append("x", "y", "z", "a", "b", "c");
    queue.remove(MappedQueue.FIRST_SEAT, 1);
    queue.remove(LIVING, 1);
    queue.remove(DEAD, 1);
  }

  @Test
  void whoever_has_the_lock_keeps_all_others_out_who_give_up() throws IOException {
    assertThat(queue.tryLock(DEAD)).isTrue();
    MappedQueue other = MappedQueue.open(queue.path());
    assertThat(other.tryLock(LIVING)).isFalse();
    assertThat(other.tryLock(MappedQueue.FIRST_SEAT)).isFalse();
    assertThat(queue.tryLock(DEAD)).as("another thread of the same process").isFalse();
    queue.unlock();
    assertThat(other.tryLock(LIVING)).isTrue();
    assertThat(queue.tryLock(DEAD)).isFalse();
  }

  @Test
  void every_seat_can_have_the_lock() {
    for (int seat = 0; seat < MappedQueue.SEATS; seat++) {
      assertThat(queue.tryLock(seat)).isTrue();
      assertThat(queue.tryLock(LIVING)).isFalse();
      queue.unlock();
    }
  }

  @Test
  void killed_with_nothing_to_do() {
    assertThat(queue.abandon(DEAD)).isEqualTo(1);
    assertMended(2, "a", "b", "c");
  }

  @Test
  void killed_after_it_had_taken_the_lock() {
    lockForDead();
    assertThat(queue.abandon(DEAD)).isEqualTo(1);
    assertMended(2, "a", "b", "c");
  }

  @Test
  void killed_when_items_were_written_and_not_yet_in() {
    lockForDead();
    append("lost", "too");
    raw.setPut(6);
    assertThat(queue.abandon(DEAD)).isEqualTo(1);
    assertMended(2, "a", "b", "c");
    append("d");
    assertContent("a", "b", "c", "d");
  }

  @Test
  void killed_when_items_were_in() {
    lockForDead();
    append("d", "e");
    assertThat(queue.abandon(DEAD)).isEqualTo(1);
    assertMended(2, "a", "b", "c", "d", "e");
  }

  @Test
  void killed_when_items_were_out_and_not_yet_counted() {
    lockForDead();
    queue.remove(DEAD, 2);
    raw.setTakenFrom(DEAD, 1);
    assertThat(queue.abandon(DEAD)).isEqualTo(3);
    assertMended(4, "c");
  }

  @Test
  void killed_when_items_were_out_and_counted() {
    lockForDead();
    queue.remove(DEAD, 2);
    assertThat(queue.abandon(DEAD)).isEqualTo(3);
    assertMended(4, "c");
  }

  @Test
  void killed_before_it_had_ever_taken_anything() {
    assertThat(queue.tryLock(9)).isTrue();
    queue.remove(9, 1);
    raw.setTakenFrom(9, 0);
    assertThat(queue.abandon(9)).isEqualTo(1);
    assertThat(queue.takenFrom(MappedQueue.FIRST_SEAT)).isEqualTo(2);
    assertFree();
  }

  @Test
  void one_that_was_killed_without_the_lock_leaves_it_with_who_has_it() {
    assertThat(queue.tryLock(LIVING)).isTrue();
    assertThat(queue.abandon(DEAD)).isEqualTo(1);
    assertThat(queue.tryLock(MappedQueue.FIRST_SEAT)).isFalse();
    queue.remove(LIVING, 1);
    queue.unlock();
    assertThat(queue.takenFrom(LIVING)).isEqualTo(2);
    assertThat(queue.takenFrom(MappedQueue.FIRST_SEAT)).isEqualTo(2);
    assertContent("b", "c");
  }

  @Test
  void of_two_that_are_dead_the_one_with_the_lock_is_told_what_it_took() {
    lockForDead();
    queue.remove(DEAD, 2);
    raw.setTakenFrom(DEAD, 1);
    assertThat(queue.abandon(LIVING)).isEqualTo(1);
    assertThat(queue.tryLock(MappedQueue.FIRST_SEAT)).isFalse();
    assertThat(queue.abandon(DEAD)).isEqualTo(3);
    assertThat(queue.takenFrom(MappedQueue.FIRST_SEAT)).isEqualTo(5);
    assertFree();
  }

  @Test
  void a_seat_can_be_given_away_and_abandoned_again() {
    for (int i = 0; i < 3; i++) {
      long before = queue.takenFrom(DEAD);
      lockForDead();
      queue.remove(DEAD, 1);
      assertThat(queue.abandon(DEAD)).isEqualTo(before + 1);
      assertFree();
      assertThat(queue.abandon(DEAD)).isZero();
    }
    assertMended(5);
  }

  private void lockForDead() {
    assertThat(queue.tryLock(DEAD)).isTrue();
  }

  private void append(String... texts) {
    List<byte[]> items = Arrays.stream(texts).map(text -> text.getBytes(UTF_8)).toList();
    assertThat(queue.append(items)).isEqualTo(items.size());
  }

  private void assertFree() {
    assertThat(queue.tryLock(LIVING)).isTrue();
    queue.unlock();
  }

  /** The lock is free, what the dead one took is the supervisor's, and nothing else has changed. */
  private void assertMended(long takenByFirst, String... content) {
    assertFree();
    assertThat(queue.takenFrom(DEAD)).isZero();
    assertThat(queue.takenFrom(LIVING)).isEqualTo(1);
    assertThat(queue.takenFrom(MappedQueue.FIRST_SEAT)).isEqualTo(takenByFirst);
    assertThat(raw.takenFromAll()).isEqualTo(raw.taken());
    assertContent(content);
  }

  private void assertContent(String... content) {
    assertThat(queue.first(99).stream().map(item -> new String(item, UTF_8)))
        .containsExactly(content);
  }
}
