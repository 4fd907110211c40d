package dev.reeve.supervisor.results;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class InputOrderTest {
  private final InputOrder<Integer> order = new InputOrder<>();
  private final List<Integer> out = new ArrayList<>();

  @Test
  void what_comes_early_waits_for_its_turn() {
    order.offer(2, 2, out::add);
    order.offer(3, 3, out::add);
    assertThat(out).isEmpty();
    order.offer(1, 1, out::add);
    assertThat(out).containsExactly(1, 2, 3);
    order.offer(4, 4, out::add);
    assertThat(out).containsExactly(1, 2, 3, 4);
  }

  @Test
  void at_the_end_nothing_is_lost_even_past_a_gap() {
    order.offer(5, 5, out::add);
    order.offer(3, 3, out::add);
    order.releaseAll(out::add);
    assertThat(out).containsExactly(3, 5);
  }

  @Test
  void any_order_of_arrival_becomes_the_order_of_the_input() {
    long seed = new Random().nextLong();
    List<Integer> arrivals = new ArrayList<>(IntStream.rangeClosed(1, 500).boxed().toList());
    Collections.shuffle(arrivals, new Random(seed));
    arrivals.forEach(place -> order.offer(place, place, out::add));
    assertThat(out).as("seed %d", seed).hasSize(500).isSorted();
  }
}
