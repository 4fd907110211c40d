package dev.reeve.shared.server;

import static dev.reeve.protocol.SharedKind.MAP;
import static dev.reeve.protocol.SharedKind.SET;
import static dev.reeve.protocol.SharedOperation.ADD;
import static dev.reeve.protocol.SharedOperation.ADD_ALL;
import static dev.reeve.protocol.SharedOperation.CONTAINS;
import static dev.reeve.protocol.SharedOperation.DISCARD;
import static dev.reeve.protocol.SharedOperation.PUT_ALL;
import static dev.reeve.protocol.SharedOperation.REMOVE;
import static dev.reeve.protocol.SharedOperation.REMOVE_IF;
import static dev.reeve.protocol.SharedOperation.SIZE;
import static dev.reeve.protocol.SharedOperation.TAKE;
import static dev.reeve.protocol.SharedOperation.VALUES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reeve.json.Json;
import dev.reeve.protocol.SharedCall;
import dev.reeve.protocol.SharedKind;
import dev.reeve.protocol.SharedOperation;
import dev.reeve.protocol.SharedRefusal;
import dev.reeve.shared.SharedList;
import dev.reeve.shared.SharedMap;
import dev.reeve.shared.SharedObjects;
import dev.reeve.shared.SharedSet;
import dev.reeve.shared.client.SharedProxies;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Sets, and what lists and maps do with many values or by comparing. */
class SharedCollectionsTest {
  private static final int THREADS = 4;

  private final ServerRig rig = new ServerRig();
  private final ServerRig.User ann = rig.user(0);
  private final SharedObjectServer server =
      new SharedObjectServer(SharedLimits.of(1 << 24, 1 << 20), text -> {});
  private final SharedObjects ours =
      new SharedProxies(new ServerPort(server, ClientProcess.PROGRAM));
  private final ExecutorService threads = Executors.newCachedThreadPool();

  @AfterEach
  void stop() {
    threads.shutdownNow();
  }

  private ServerRig.Answer call(SharedKind kind, SharedOperation operation, String json) {
    return ann.call(SharedCall.of(kind, "x", operation).value(Json.of(json)));
  }

  @Test
  void a_set_tells_what_is_new_and_gives_all_room_back() {
    long before = rig.server.bytes();
    ann.open(SET, "x", 0).isDone();
    call(SET, ADD, "1").isDone();
    call(SET, ADD, "1").isNotDone();
    assertThat(call(SET, ADD_ALL, "[1,2,2,3]").number()).isEqualTo(2);
    assertThat(ann.call(SET, "x", VALUES).result().value()).isEqualTo(Json.of("[1,2,3]"));
    call(SET, REMOVE, "2").isDone();
    call(SET, REMOVE, "2").isNotDone();
    call(SET, CONTAINS, "3").isDone();
    call(SET, CONTAINS, "2").isNotDone();
    assertThat(ann.call(SET, "x", SIZE).number()).isEqualTo(2);
    ann.call(SET, "x", TAKE).isRefused(SharedRefusal.MISUSED);
    ann.call(SET, "x", DISCARD).isDone();
    assertThat(rig.server.bytes()).isEqualTo(before);
  }

  @Test
  void many_values_come_all_or_not_at_all() {
    ann.open(SET, "x", 0).isDone();
    long before = rig.server.bytes();
    List<Json> many = IntStream.range(0, 30).mapToObj(i -> Json.string(text(i))).toList();
    String all = Json.array(many).toString();
    for (int i = 0; i < 3; i++) {
      call(SET, ADD_ALL, all.replace("[\"", "[\"" + i)).isRefused(SharedRefusal.LIMIT);
    }
    assertThat(rig.server.bytes()).isEqualTo(before);
    assertThat(ann.call(SET, "x", SIZE).number()).isZero();
    for (String wrong : List.of("{}", "7", "null")) {
      call(SET, ADD_ALL, wrong).isRefused(SharedRefusal.MISUSED);
    }
    ann.call(SET, "x", ADD_ALL).isRefused(SharedRefusal.MISUSED);
  }

  private static String text(int number) {
    return number + "x".repeat(5_000);
  }

  @Test
  void a_map_takes_keys_with_their_values_and_removes_by_comparing() {
    ann.open(MAP, "x", 0).isDone();
    assertThat(call(MAP, PUT_ALL, "[\"a\",1,\"b\",2,\"a\",3]").number()).isEqualTo(2);
    call(MAP, PUT_ALL, "[\"a\"]").isRefused(SharedRefusal.MISUSED);
    SharedCall removal = SharedCall.of(MAP, "x", REMOVE_IF).key(Json.string("a"));
    ann.call(removal).isRefused(SharedRefusal.MISUSED);
    ann.call(removal.expecting(Json.number(1))).isNotDone();
    ann.call(removal.expecting(Json.number(3))).isDone();
    ann.call(removal.expecting(Json.number(3))).isNotDone();
    ann.call(SharedCall.of(MAP, "x", CONTAINS).key(Json.string("b"))).isDone();
    ann.call(SharedCall.of(MAP, "x", CONTAINS).key(Json.string("a"))).isNotDone();
  }

  @Test
  void many_values_travel_in_pieces() {
    List<String> many = IntStream.range(0, 50).mapToObj(SharedCollectionsTest::text).toList();
    SharedList<String> list = ours.list("l", String.class);
    assertThat(list.addAll(List.of())).isZero();
    assertThat(list.addAll(many)).isEqualTo(50);
    assertThat(list.addAll(List.of())).isEqualTo(50);
    assertThat(list).containsExactlyElementsOf(many);
    SharedSet<String> set = ours.set("s", String.class);
    assertThat(set.addAll(many)).isEqualTo(50);
    assertThat(set.addAll(many)).isZero();
    Map<String, String> entries = new LinkedHashMap<>();
    many.forEach(text -> entries.put(text, text + "!"));
    SharedMap<String, String> map = ours.map("m", String.class, String.class);
    map.putAll(entries);
    map.putAll(Map.of());
    assertThat(map.toMap()).containsExactlyEntriesOf(entries);
  }

  @Test
  void of_many_values_none_goes_in_if_one_has_no_json() {
    SharedList<Object> list = ours.list("l", Object.class);
    assertThatThrownBy(() -> list.addAll(List.of(1, new Object())))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(list.isEmpty()).isTrue();
    SharedMap<String, Object> map = ours.map("m", String.class, Object.class);
    Map<String, Object> entries = new LinkedHashMap<>(Map.of("a", 1));
    entries.put("b", new Object());
    assertThatThrownBy(() -> map.putAll(entries)).isInstanceOf(IllegalArgumentException.class);
    assertThat(map.isEmpty()).isTrue();
  }

  @Test
  void of_threads_that_add_the_same_element_one_is_told_that_it_is_new() throws Exception {
    SharedSet<Integer> set = ours.set("s", Integer.class);
    int added = 0;
    for (int count : inAllThreads(() -> countNew(set))) {
      added += count;
    }
    assertThat(added).isEqualTo(100);
  }

  private static int countNew(SharedSet<Integer> set) {
    int added = 0;
    for (int i = 0; i < 100; i++) {
      added += set.add(i) ? 1 : 0;
    }
    return added;
  }

  @Test
  void threads_that_merge_lose_nothing() throws Exception {
    SharedMap<String, Integer> map = ours.map("m", String.class, Integer.class);
    inAllThreads(
        () -> {
          for (int i = 0; i < 200; i++) {
            map.merge("sum", 1, Integer::sum);
          }
          return 0;
        });
    assertThat(map.get("sum")).isEqualTo(THREADS * 200);
  }

  @Test
  void a_change_between_reading_and_putting_is_noticed() {
    SharedMap<String, Integer> map = ours.map("m", String.class, Integer.class);
    List<Integer> seen = new ArrayList<>();
    Integer result =
        map.compute(
            "k",
            (key, present) -> {
              seen.add(present);
              if (seen.size() < 3) {
                map.put("k", seen.size());
              }
              return present == null ? 0 : present + 10;
            });
    assertThat(seen).containsExactly(null, 1, 2);
    assertThat(result).isEqualTo(12);
    assertThat(map.get("k")).isEqualTo(12);
    assertThat(map.compute("k", (key, present) -> null)).isNull();
    assertThat(map.compute("k", (key, present) -> null)).isNull();
    assertThat(map.containsKey("k")).isFalse();
  }

  private <T> List<T> inAllThreads(Callable<T> work) throws Exception {
    List<Future<T>> all = new ArrayList<>();
    for (int i = 0; i < THREADS; i++) {
      all.add(threads.submit(work));
    }
    List<T> results = new ArrayList<>();
    for (Future<T> one : all) {
      results.add(one.get());
    }
    return results;
  }
}
