package dev.reeve.shared.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reeve.json.Json;
import dev.reeve.protocol.SharedCall;
import dev.reeve.protocol.SharedKind;
import dev.reeve.protocol.SharedOperation;
import dev.reeve.protocol.SharedRefusal;
import dev.reeve.shared.SharedList;
import dev.reeve.shared.SharedMap;
import dev.reeve.shared.SharedObjectException;
import dev.reeve.shared.SharedObjects;
import dev.reeve.shared.SharedSet;
import dev.reeve.shared.client.SharedProxies;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Walks through objects that are too large for one answer, or change meanwhile. */
class PiecesTest {
  private static final SharedLimits LIMITS = new SharedLimits(10, 10, 1 << 24, 2_000);

  private final SharedObjectServer server = new SharedObjectServer(LIMITS, text -> {});
  private final SharedObjects shared =
      new SharedProxies(new ServerPort(server, ClientProcess.PROGRAM));

  private static List<String> texts(int count) {
    return IntStream.range(0, count).mapToObj(i -> i + "x".repeat(200)).toList();
  }

  @Test
  void what_does_not_fit_into_one_answer_comes_in_pieces() {
    List<String> texts = texts(100);
    SharedSet<String> set = shared.set("s", String.class);
    SharedList<String> list = shared.list("l", String.class);
    SharedMap<String, String> map = shared.map("m", String.class, String.class);
    for (String text : texts) {
      assertThat(set.add(text)).isTrue();
      list.add(text);
      map.put(text, text);
    }
    assertThat(set).containsExactlyElementsOf(texts);
    assertThat(list).containsExactlyElementsOf(texts);
    assertThat(map.entries()).extracting(Map.Entry::getKey).containsExactlyElementsOf(texts);
    assertThat(map.entries()).extracting(Map.Entry::getValue).containsExactlyElementsOf(texts);
    assertThatThrownBy(set::toSet).isInstanceOf(SharedObjectException.class);
    assertThatThrownBy(list::values).isInstanceOf(SharedObjectException.class);
    assertThatThrownBy(map::toMap).isInstanceOf(SharedObjectException.class);
  }

  @Test
  void a_walk_ends() {
    SharedSet<Integer> set = shared.set("s", Integer.class);
    Iterator<Integer> none = set.iterator();
    assertThat(none.hasNext()).isFalse();
    set.add(1);
    assertThat(none.hasNext()).as("it has ended").isFalse();
    assertThatThrownBy(none::next).isInstanceOf(NoSuchElementException.class);
    Iterator<Integer> one = set.iterator();
    assertThat(one.next()).isEqualTo(1);
    assertThatThrownBy(one::next).isInstanceOf(NoSuchElementException.class);
    assertThatThrownBy(one::remove).isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void an_element_of_another_type_is_told_during_a_walk() {
    shared.list("l", Json.class).addAll(List.of(Json.number(1), Json.string("two")));
    Iterator<Integer> walk = shared.list("l", Integer.class).iterator();
    assertThatThrownBy(walk::hasNext).isInstanceOf(SharedObjectException.class);
  }

  @Test
  void a_walk_through_a_list_that_shrinks_ends() {
    SharedList<String> list = shared.list("l", String.class);
    texts(50).forEach(list::add);
    Iterator<String> walk = list.iterator();
    assertThat(walk.next()).isEqualTo(texts(1).get(0));
    list.clear();
    List<String> rest = new ArrayList<>();
    walk.forEachRemaining(rest::add);
    assertThat(rest).as("of the first piece").isNotEmpty().hasSizeLessThan(10);
  }

  static LongStream seeds() {
    return LongStream.of(1, 2, 3, System.nanoTime());
  }

  /** The even numbers stay; the odd ones come and go. */
  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void what_is_there_all_the_time_comes_once_whatever_else_comes_and_goes(long seed) {
    Random random = new Random(seed);
    SharedSet<Integer> set = shared.set("s", Integer.class);
    Set<Integer> stay = new HashSet<>();
    for (int i = 0; i < 2_000; i++) {
      set.add(i);
      if (i % 2 == 0) {
        stay.add(i);
      }
    }
    List<Integer> seen = new ArrayList<>();
    int changes = 0;
    for (int number : set) {
      seen.add(number);
      int odd = 2 * random.nextInt(1_500) + 1;
      boolean changed = random.nextInt(3) == 0 ? set.add(odd) : set.remove(odd);
      changes += changed ? 1 : 0;
    }
    assertThat(seen).as("seed %d", seed).containsAll(stay);
    assertThat(seen.stream().filter(number -> number % 2 == 0)).doesNotHaveDuplicates();
    assertThat(changes).isGreaterThan(200);
  }

  @Test
  void a_piece_begins_where_it_is_asked_to() {
    ServerRig rig = new ServerRig();
    ServerRig.User ann = rig.user(0);
    ann.open(SharedKind.LIST, "l", 0).isDone();
    ann.call(SharedCall.of(SharedKind.LIST, "l", SharedOperation.ADD_ALL).value(Json.of("[1,2,3]")))
        .isDone();
    ServerRig.Answer piece = ann.call(SharedKind.LIST, "l", SharedOperation.SCAN, 1);
    assertThat(piece.result().value()).isEqualTo(Json.of("[2,3]"));
    assertThat(piece.number()).isEqualTo(3);
    ann.call(SharedKind.LIST, "l", SharedOperation.SCAN, 3).isNotDone();
    ann.call(SharedKind.LIST, "l", SharedOperation.SCAN, 7).isNotDone();
    ann.call(SharedKind.LIST, "l", SharedOperation.SCAN, -1).isRefused(SharedRefusal.OUT_OF_BOUNDS);
    ann.open(SharedKind.SET, "s", 0).isDone();
    ann.call(SharedKind.SET, "s", SharedOperation.SCAN, -1).isNotDone();
    ann.call(SharedKind.SET, "s", SharedOperation.SCAN, Long.MAX_VALUE).isNotDone();
  }
}
