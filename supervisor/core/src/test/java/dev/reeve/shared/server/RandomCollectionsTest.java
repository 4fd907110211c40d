package dev.reeve.shared.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.shared.SharedList;
import dev.reeve.shared.SharedMap;
import dev.reeve.shared.SharedObjects;
import dev.reeve.shared.SharedSet;
import dev.reeve.shared.client.SharedProxies;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Maps, sets and lists that are used at random behave as those of java.util do. */
class RandomCollectionsTest {
  private static final int STEPS = 4_000;
  private static final int KEYS = 40;
  private static final int MOST_ELEMENTS = 100;

  private final SharedObjectServer server =
      new SharedObjectServer(new SharedLimits(10, 10, 1 << 24, 1 << 20), text -> {});
  private final SharedObjects shared =
      new SharedProxies(new ServerPort(server, ClientProcess.PROGRAM));
  private final SharedMap<String, Integer> map = shared.map("m", String.class, Integer.class);
  private final SharedSet<String> set = shared.set("s", String.class);
  private final SharedList<String> list = shared.list("l", String.class);
  private final long empty = server.bytes();

  private final Map<String, Integer> mapModel = new LinkedHashMap<>();
  private final Set<String> setModel = new LinkedHashSet<>();
  private final List<String> listModel = new ArrayList<>();
  private Random random = new Random();

  static LongStream seeds() {
    return LongStream.of(1, 2, 3, 4, System.nanoTime());
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void they_are_what_the_models_are(long seed) {
    random = new Random(seed);
    for (int i = 0; i < STEPS; i++) {
      mapStep();
      setStep();
      listStep();
      if (i % 50 == 0) {
        compareAll(seed);
      }
    }
    compareAll(seed);
    map.clear();
    set.clear();
    list.clear();
    assertThat(server.bytes()).as("seed %d", seed).isEqualTo(empty);
  }

  private void compareAll(long seed) {
    assertThat(map.toMap().entrySet())
        .as("seed %d", seed)
        .containsExactlyElementsOf(mapModel.entrySet());
    assertThat(map.entries()).containsExactlyElementsOf(mapModel.entrySet());
    assertThat(map.keys()).containsExactlyElementsOf(mapModel.keySet());
    assertThat(map.values()).containsExactlyElementsOf(mapModel.values());
    assertThat(map.size()).isEqualTo(mapModel.size());
    assertThat(set).as("seed %d", seed).containsExactlyElementsOf(setModel);
    assertThat(set.toSet()).containsExactlyElementsOf(setModel);
    assertThat(set.size()).isEqualTo(setModel.size());
    assertThat(list).as("seed %d", seed).containsExactlyElementsOf(listModel);
    assertThat(list.values()).isEqualTo(listModel);
  }

  /** Some are long, so that a walk has several pieces. */
  private String key() {
    int number = random.nextInt(KEYS);
    return number + "ä".repeat(number % 5 * 1_000);
  }

  private void mapStep() {
    String key = key();
    int value = random.nextInt(3);
    int other = random.nextInt(3);
    switch (random.nextInt(12)) {
      case 0 -> assertThat(map.put(key, value)).isEqualTo(mapModel.put(key, value));
      case 1 -> assertThat(map.putIfAbsent(key, value)).isEqualTo(mapModel.putIfAbsent(key, value));
      case 2 -> assertThat(map.remove(key)).isEqualTo(mapModel.remove(key));
      case 3 -> assertThat(map.remove(key, value)).isEqualTo(mapModel.remove(key, value));
      case 4 ->
          assertThat(map.replace(key, other, value)).isEqualTo(mapModel.replace(key, other, value));
      case 5 -> assertThat(map.containsKey(key)).isEqualTo(mapModel.containsKey(key));
      case 6 -> assertThat(map.getOrDefault(key, -1)).isEqualTo(mapModel.getOrDefault(key, -1));
      case 7 ->
          assertThat((int) map.add(key, value)).isEqualTo(mapModel.merge(key, value, Integer::sum));
      case 8 ->
          assertThat(map.merge(key, value, this::sumOrNull))
              .isEqualTo(mapModel.merge(key, value, this::sumOrNull));
      case 9 -> {
        Map<String, Integer> some = new LinkedHashMap<>();
        some.put(key, value);
        some.put(key(), other);
        map.putAll(some);
        mapModel.putAll(some);
      }
      case 10 -> {
        Integer result = random.nextBoolean() ? null : value;
        assertThat(map.compute(key, (same, present) -> result))
            .isEqualTo(mapModel.compute(key, (same, present) -> result));
      }
      default -> assertThat(map.isEmpty()).isEqualTo(mapModel.isEmpty());
    }
  }

  private Integer sumOrNull(int one, int other) {
    return (one + other) % 2 == 0 ? null : one + other;
  }

  private void setStep() {
    String element = key();
    switch (random.nextInt(5)) {
      case 0, 1 -> assertThat(set.add(element)).isEqualTo(setModel.add(element));
      case 2 -> assertThat(set.remove(element)).isEqualTo(setModel.remove(element));
      case 3 -> assertThat(set.contains(element)).isEqualTo(setModel.contains(element));
      default -> {
        List<String> some = List.of(key(), key(), key());
        Set<String> added = new HashSet<>(some);
        added.removeAll(setModel);
        assertThat(set.addAll(some)).isEqualTo(added.size());
        setModel.addAll(some);
      }
    }
  }

  private void listStep() {
    String element = key();
    int size = listModel.size();
    if (size > MOST_ELEMENTS) {
      list.clear();
      listModel.clear();
      return;
    }
    switch (random.nextInt(6)) {
      case 0 -> {
        assertThat(list.add(element)).isEqualTo(size + 1);
        listModel.add(element);
      }
      case 1 -> assertThat(list.indexOf(element)).isEqualTo(listModel.indexOf(element));
      case 2 -> assertThat(list.contains(element)).isEqualTo(listModel.contains(element));
      case 3 -> {
        List<String> some = List.of(key(), key()).subList(0, random.nextInt(3));
        assertThat(list.addAll(some)).isEqualTo(size + some.size());
        listModel.addAll(some);
      }
      case 4 -> removeTwo(size);
      default -> {
        int index = random.nextInt(size + 1);
        list.insert(index, element);
        listModel.add(index, element);
      }
    }
  }

  private void removeTwo(int size) {
    for (int i = 0; i < 2 && i < size; i++) {
      int index = random.nextInt(listModel.size());
      assertThat(list.remove(index)).isEqualTo(listModel.remove(index));
    }
  }
}
