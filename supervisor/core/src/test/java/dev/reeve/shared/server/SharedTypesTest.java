package dev.reeve.shared.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reeve.json.Json;
import dev.reeve.shared.SharedList;
import dev.reeve.shared.SharedMap;
import dev.reeve.shared.SharedObjectException;
import dev.reeve.shared.SharedObjects;
import dev.reeve.shared.SharedPipe;
import dev.reeve.shared.SharedPriorityQueue;
import dev.reeve.shared.SharedQueue;
import dev.reeve.shared.TypeRef;
import dev.reeve.shared.client.SharedProxies;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.IntFunction;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** Types of the values of shared objects: they agree, and a value that does not stays. */
class SharedTypesTest {
  record Page(int number) {
    public boolean isEmpty() {
      return number == 0;
    }
  }

  record Other(int number) {}

  private final SharedObjectServer server =
      new SharedObjectServer(SharedLimits.of(1 << 24, 1 << 20), text -> {});
  private final SharedObjects shared =
      new SharedProxies(new ServerPort(server, ClientProcess.PROGRAM));

  @Test
  void objects_take_types_with_arguments() throws InterruptedException {
    List<Page> pages = List.of(new Page(0), new Page(7));
    SharedQueue<List<Page>> queue = shared.queue("q", 9, new TypeRef<List<Page>>() {});
    queue.put(pages);
    assertThat(queue.take()).isEqualTo(pages);
    SharedQueue<List<Page>> stack = shared.stack("s", 9, new TypeRef<>() {});
    stack.putAll(List.of(pages, List.of()));
    assertThat(stack.takeAll(9)).isEqualTo(List.of(List.of(), pages));
    SharedPriorityQueue<Map<String, Page>> ranked =
        shared.priorityQueue("p", 9, new TypeRef<>() {}, Map::size);
    ranked.put(Map.of("a", new Page(1)));
    assertThat(ranked.take()).isEqualTo(Map.of("a", new Page(1)));
    SharedMap<String, List<Page>> map = shared.map("m", String.class, new TypeRef<>() {});
    map.put("a", pages);
    assertThat(map.toMap()).isEqualTo(Map.of("a", pages));
    SharedMap<List<Integer>, OffsetDateTime> byList =
        shared.map("l", new TypeRef<List<Integer>>() {}, TypeRef.of(OffsetDateTime.class));
    OffsetDateTime time = OffsetDateTime.parse("2026-01-02T03:04:05+05:00");
    byList.put(List.of(1, 2), time);
    assertThat(byList.get(List.of(1, 2))).isEqualTo(time);
    SharedList<List<Page>> list = shared.list("li", new TypeRef<>() {});
    list.add(pages);
    assertThat(list.get(0)).isEqualTo(pages);
    SharedPipe<List<Page>> pipe = shared.pipe("pi", 3, new TypeRef<>() {});
    pipe.first().send(pages);
    assertThat(pipe.second().receive()).isEqualTo(pages);
  }

  @Test
  void objects_of_all_kinds_need_a_name() {
    List<ThrowingCallable> all =
        List.of(
            () -> shared.queue("", 1, String.class),
            () -> shared.stack("", 1, String.class),
            () -> shared.priorityQueue("", 1, String.class),
            () -> shared.map("", String.class, String.class),
            () -> shared.list("", String.class),
            () -> shared.set("", String.class),
            () -> shared.counter(""),
            () -> shared.lock(""),
            () -> shared.semaphore("", 1),
            () -> shared.boundedSemaphore("", 1),
            () -> shared.condition("", shared.lock("l")),
            () -> shared.event(""),
            () -> shared.barrier("", 1),
            () -> shared.pipe("", 1, String.class),
            () -> shared.bytes("", 1),
            () -> shared.ints("", 1),
            () -> shared.longs("", 1),
            () -> shared.doubles("", 1));
    for (ThrowingCallable open : all) {
      assertThatThrownBy(open)
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("is empty; it may be any other text");
    }
  }

  @Test
  void a_name_is_any_other_text_and_does_not_spoil_messages() {
    for (String name : List.of(" ", "a\nb", "\u001b[2J", "x".repeat(100_000))) {
      shared.queue(name, 1, String.class);
      assertThatThrownBy(() -> shared.queue(name, 2, String.class))
          .isInstanceOf(IllegalArgumentException.class)
          .message()
          .doesNotContain("\n", "\u001b")
          .hasSizeLessThan(300);
      assertThat(shared.queue(name, 1, String.class).name()).isEqualTo(name);
      assertThat(shared.queue(name, 1, String.class).toString()).hasSizeLessThan(300);
    }
  }

  @Test
  void a_type_variable_is_no_type() {
    assertThatThrownBy(this::<Page>open)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("names its type itself");
  }

  private <T> void open() {
    SharedQueue<List<T>> unused = shared.queue("q", 3, new TypeRef<List<T>>() {});
  }

  @Test
  void an_object_of_another_type_is_refused_to_its_opener() {
    SharedQueue<Page> queue = shared.queue("q", 9, Page.class);
    assertThatThrownBy(() -> shared.queue("q", 9, Other.class))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "queue q has values of the type "
                + Page.class.getName()
                + ", not "
                + Other.class.getName());
    assertThatThrownBy(() -> shared.queue("q", 9, new TypeRef<List<Page>>() {}))
        .hasMessageEndingWith(", not java.util.List<" + Page.class.getName() + ">");
    assertThat(shared.queue("q", 9, Page.class).size()).isEqualTo(queue.size());
    SharedMap<Integer, Page> unused = shared.map("m", Integer.class, Page.class);
    assertThatThrownBy(() -> shared.map("m", String.class, Page.class))
        .hasMessage("map m has keys of the type java.lang.Integer, not java.lang.String");
    assertThat(shared.map("m", int.class, Page.class).size()).isZero();
    assertThat(shared.map("m", Json.class, Json.class).size()).isZero();
  }

  private void isPutBack(IntFunction<SharedQueue<Json>> open, SharedQueue<Page> pages)
      throws InterruptedException {
    SharedQueue<Json> any = open.apply(9);
    any.putAll(List.of(Json.of("{\"nummer\":1}"), Json.of("{\"nummer\":2}")));
    Page readable = new Page(3);
    for (int i = 0; i < 2; i++) {
      assertThatThrownBy(pages::take)
          .isInstanceOf(SharedObjectException.class)
          .hasMessageContaining("value.nummer: unknown field")
          .hasMessageEndingWith("; it has been put back");
      assertThatThrownBy(pages::poll).isInstanceOf(SharedObjectException.class);
      assertThatThrownBy(() -> pages.poll(Duration.ZERO)).isInstanceOf(SharedObjectException.class);
      assertThatThrownBy(() -> pages.takeAll(5)).isInstanceOf(SharedObjectException.class);
      assertThat(pages.size()).isEqualTo(2);
    }
    assertThat(any.takeAll(9)).hasSize(2);
    pages.put(readable);
    assertThat(pages.take()).isEqualTo(readable);
    for (int i = 0; i < 3; i++) {
      pages.taskDone();
    }
    assertThat(pages.join()).isFalse();
  }

  @Test
  void an_item_that_cannot_be_read_stays_at_the_head() throws InterruptedException {
    isPutBack(size -> shared.queue("q", size, Json.class), shared.queue("q", 9, Page.class));
    isPutBack(size -> shared.stack("s", size, Json.class), shared.stack("s", 9, Page.class));
    isPutBack(
        size -> shared.priorityQueue("p", size, Json.class),
        shared.priorityQueue("p", 9, Page.class));
  }

  @Test
  void items_before_one_that_cannot_be_read_are_given_first() throws InterruptedException {
    SharedQueue<Page> pages = shared.queue("q", 9, Page.class);
    SharedQueue<Json> any = shared.queue("q", 9, Json.class);
    any.putAll(List.of(Json.of("{\"number\":1}"), Json.of("[]"), Json.of("{\"number\":2}")));
    assertThat(pages.takeAll(9)).containsExactly(new Page(1));
    assertThatThrownBy(() -> pages.takeAll(9)).isInstanceOf(SharedObjectException.class);
    assertThat(any.take()).hasToString("[]");
    assertThat(pages.pollAll(9)).containsExactly(new Page(2));
  }

  @Test
  void a_value_that_cannot_be_read_stays_in_pipe_map_and_list() throws InterruptedException {
    SharedPipe<Json> anyPipe = shared.pipe("p", 3, Json.class);
    anyPipe.first().send(Json.of("[1]"));
    SharedPipe.End<Page> end = shared.pipe("p", 3, Page.class).second();
    assertThatThrownBy(end::receive).hasMessageEndingWith("; it has been put back");
    assertThat(anyPipe.second().receive()).hasToString("[1]");
    SharedMap<String, Json> anyMap = shared.map("m", String.class, Json.class);
    anyMap.put("a", Json.of("[2]"));
    SharedMap<String, Page> map = shared.map("m", String.class, Page.class);
    assertThatThrownBy(() -> map.remove("a")).hasMessageEndingWith("; it has been put back");
    assertThat(Objects.requireNonNull(anyMap.get("a"))).hasToString("[2]");
    SharedList<Json> anyList = shared.list("l", Json.class);
    anyList.add(Json.of("[3]"));
    anyList.add(Json.of("[4]"));
    SharedList<Page> list = shared.list("l", Page.class);
    assertThatThrownBy(() -> list.remove(0)).hasMessageEndingWith("; it has been put back");
    assertThat(anyList.values()).containsExactly(Json.parse("[3]"), Json.parse("[4]"));
  }
}
