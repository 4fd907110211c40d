package dev.reeve.shared.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reeve.json.Json;
import dev.reeve.shared.SharedObjectException;
import dev.reeve.shared.memory.MappedQueue;
import dev.reeve.shared.memory.RawQueue;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.stream.LongStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DirectQueueTest {
  private static final int SEAT = 5;
  private static final int OTHER = 6;
  private static final int CAPACITY = 4;

  @TempDir private Path folder;
  private MappedQueue memory;
  private DirectQueue queue;

  @BeforeEach
  void make() throws IOException {
    memory = MappedQueue.create(folder.resolve("memory").resolve("queue-0"), CAPACITY);
    memory.admit(true, true);
    queue = new DirectQueue(MappedQueue.open(memory.path()), SEAT);
  }

  @Test
  void what_is_put_is_taken_in_its_order_and_counted_for_the_seat() {
    assertThat(queue.put(numbers(1, 2))).isEqualTo(2);
    assertThat(queue.putOrSpin(numbers(3))).isEqualTo(1);
    assertThat(queue.size()).isEqualTo(3);
    assertThat(queue.take(2)).isEqualTo(numbers(1, 2));
    assertThat(queue.takeOrSpin(2)).isEqualTo(numbers(3));
    assertThat(queue.size()).isZero();
    assertThat(memory.takenFrom(SEAT)).isEqualTo(3);
    assertLockIsFree();
  }

  @Test
  void no_more_is_put_in_than_the_capacity_though_the_memory_has_room() {
    assertThat(queue.put(numbers(1, 2, 3))).isEqualTo(3);
    assertThat(queue.put(numbers(4, 5, 6))).isEqualTo(1);
    assertThat(queue.put(numbers(7))).isZero();
    assertThat(queue.putOrSpin(numbers(7))).isZero();
    assertThat(queue.take(9)).isEqualTo(numbers(1, 2, 3, 4));
  }

  @Test
  void an_item_too_long_for_the_memory_is_left_to_the_supervisor() {
    Json tooLong = Json.string("x".repeat(70_000));
    assertThat(queue.putOrSpin(List.of(tooLong))).isZero();
    assertThat(queue.put(List.of(Json.number(1), tooLong, Json.number(2)))).isEqualTo(1);
    assertThat(queue.size()).isEqualTo(1);
  }

  @Test
  void from_an_empty_one_nothing_is_taken() {
    assertThat(queue.take(1)).isEmpty();
    assertThat(queue.takeOrSpin(1)).isEmpty();
    queue.put(numbers(1));
    assertThat(queue.take(0)).isEmpty();
    assertThat(queue.size()).isEqualTo(1);
  }

  @Test
  void while_somebody_waits_to_take_nobody_puts_or_takes_here() {
    queue.put(numbers(1));
    memory.admit(false, false);
    assertThat(queue.put(numbers(2))).isZero();
    assertThat(queue.putOrSpin(numbers(2))).isZero();
    assertThat(queue.take(1)).isEmpty();
    assertThat(queue.takeOrSpin(1)).isEmpty();
    assertThat(queue.size()).isEqualTo(DirectQueue.UNKNOWN);
    assertThat(memory.size()).isEqualTo(1);
  }

  @Test
  void while_nothing_may_be_put_no_more_is_taken_than_is_surely_all_that_was_wanted() {
    queue.put(numbers(1));
    memory.admit(false, true);
    assertThat(queue.put(numbers(2))).isZero();
    assertThat(queue.size()).isEqualTo(DirectQueue.UNKNOWN);
    assertThat(queue.takeOrSpin(2)).as("more may be with the supervisor").isEmpty();
    assertThat(queue.takeOrSpin(1)).isEqualTo(numbers(1));
  }

  @Test
  void one_that_has_come_to_an_end_is_not_used() {
    queue.put(numbers(1));
    assertThat(queue.hasEnded()).isFalse();
    memory.end();
    assertThat(queue.hasEnded()).isTrue();
    assertThat(queue.put(numbers(2))).isZero();
    assertThat(queue.take(1)).isEmpty();
    assertThat(queue.size()).isEqualTo(DirectQueue.UNKNOWN);
  }

  @Test
  void while_another_process_has_the_lock_everything_is_left_to_the_supervisor() {
    queue.put(numbers(1));
    assertThat(memory.tryLock(OTHER)).isTrue();
    assertThat(queue.put(numbers(2))).isZero();
    assertThat(queue.putOrSpin(numbers(2))).isZero();
    assertThat(queue.take(1)).isEmpty();
    assertThat(queue.takeOrSpin(1)).isEmpty();
    assertThat(queue.size()).isEqualTo(DirectQueue.UNKNOWN);
    memory.unlock();
    assertThat(queue.take(2)).isEqualTo(numbers(1));
  }

  @Test
  void damaged_memory_is_told_and_its_lock_given_back() throws IOException {
    new RawQueue(memory.path()).setPut(-1);
    for (ThrowingCallable use : uses()) {
      assertThatThrownBy(use)
          .isInstanceOf(SharedObjectException.class)
          .hasMessageContaining("damaged");
      assertLockIsFree();
    }
  }

  @Test
  void damaged_memory_is_told_also_by_who_only_looks_at_it() throws IOException {
    new RawQueue(memory.path()).setPut(-1);
    assertThat(memory.tryLock(OTHER)).isTrue();
    assertThatThrownBy(() -> queue.takeOrSpin(1)).isInstanceOf(SharedObjectException.class);
    assertThatThrownBy(() -> queue.putOrSpin(numbers(1))).isInstanceOf(SharedObjectException.class);
  }

  private List<ThrowingCallable> uses() {
    return List.of(
        () -> queue.put(numbers(1)),
        () -> queue.putOrSpin(numbers(1)),
        () -> queue.take(1),
        () -> queue.takeOrSpin(1),
        () -> queue.size());
  }

  @Test
  void a_ring_that_is_full_though_the_capacity_is_not_is_left_to_the_supervisor()
      throws IOException {
    MappedQueue large = MappedQueue.create(memory.path().resolveSibling("large"), 1_000_000);
    large.admit(true, true);
    DirectQueue full = new DirectQueue(large, SEAT);
    int count = full.put(Collections.nCopies(10_000, Json.number(1)));
    assertThat(count).isEqualTo(8_191);
    assertThat(full.putOrSpin(numbers(2))).isZero();
    assertThat(full.take(10_000)).hasSize(count);
  }

  private void assertLockIsFree() {
    assertThat(memory.tryLock(OTHER)).isTrue();
    memory.unlock();
  }

  private static List<Json> numbers(long... numbers) {
    return LongStream.of(numbers).mapToObj(Json::number).toList();
  }
}
