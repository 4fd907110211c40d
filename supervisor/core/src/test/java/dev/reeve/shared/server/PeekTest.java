package dev.reeve.shared.server;

import static dev.reeve.protocol.SharedKind.QUEUE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reeve.json.Json;
import dev.reeve.protocol.SharedOperation;
import dev.reeve.shared.ClosedException;
import dev.reeve.shared.SharedObjectException;
import dev.reeve.shared.SharedObjects;
import dev.reeve.shared.SharedPriorityQueue;
import dev.reeve.shared.SharedQueue;
import dev.reeve.shared.client.SharedProxies;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Looking at the next item of a queue of each order, and taking many within a limit. */
class PeekTest {
  private final SharedObjectServer server =
      new SharedObjectServer(SharedLimits.of(1 << 24, 1 << 20), text -> {});
  private final SharedObjects shared =
      new SharedProxies(new ServerPort(server, ClientProcess.PROGRAM));

  private static void isNext(SharedQueue<String> queue, String expected)
      throws InterruptedException {
    int size = queue.size();
    assertThat(queue.peek()).isEqualTo(expected);
    assertThat(queue.peek()).isEqualTo(expected);
    assertThat(queue.size()).isEqualTo(size);
    assertThat(queue.take()).isEqualTo(expected);
  }

  @Test
  void the_next_item_is_seen_and_stays() throws InterruptedException {
    SharedQueue<String> queue = shared.queue("q", 3, String.class);
    SharedQueue<String> stack = shared.stack("s", 3, String.class);
    SharedPriorityQueue<String> ranked = shared.priorityQueue("p", 3, String.class);
    for (SharedQueue<String> each : List.of(queue, stack, ranked)) {
      assertThat(each.peek()).isNull();
      assertThat(each.remainingCapacity()).isEqualTo(3);
    }
    queue.putAll(List.of("a", "b"));
    stack.putAll(List.of("a", "b"));
    ranked.put("a", 7);
    ranked.put("b", -7);
    isNext(queue, "a");
    isNext(stack, "b");
    isNext(ranked, "b");
    assertThat(ranked.remainingCapacity()).isEqualTo(2);
    queue.close();
    isNext(queue, "b");
    assertThat(queue.peek()).isNull();
    assertThatThrownBy(queue::poll).isInstanceOf(ClosedException.class);
  }

  @Test
  void an_item_that_cannot_be_read_is_told_and_stays() {
    shared.queue("q", 3, Json.class).offer(Json.string("one"));
    SharedQueue<Integer> numbers = shared.queue("q", 3, Integer.class);
    assertThatThrownBy(numbers::peek).isInstanceOf(SharedObjectException.class);
    assertThat(numbers.size()).isEqualTo(1);
  }

  @Test
  void an_item_in_shared_memory_is_seen_and_stays() {
    HeapQueueMemory memory = new HeapQueueMemory(9, 1);
    ServerRig rig = new ServerRig();
    rig.server.use(new QueueMemories(capacity -> memory));
    ServerRig.User ann = rig.user(0);
    ann.open(QUEUE, "q", 9).isDone();
    ann.call(QUEUE, "q", SharedOperation.DIRECT).isDone();
    ann.call(QUEUE, "q", SharedOperation.PEEK).isNotDone();
    assertThat(memory.putDirectly(5)).isTrue();
    assertThat(ann.call(QUEUE, "q", SharedOperation.PEEK).value()).isEqualTo(5);
    assertThat(memory.admitsPutting() && memory.admitsTaking()).isTrue();
    assertThat(memory.takeDirectly(1)).isEqualTo(5);
  }

  @Test
  void many_items_are_waited_for_up_to_a_limit() throws InterruptedException {
    SharedQueue<Integer> queue = shared.queue("q", 9, Integer.class);
    assertThat(queue.pollAll(5, Duration.ZERO)).isEmpty();
    queue.putAll(List.of(1, 2, 3));
    assertThat(queue.pollAll(2, Duration.ofSeconds(9))).containsExactly(1, 2);
    assertThat(queue.pollAll(2, Duration.ofSeconds(9))).containsExactly(3);
    assertThatThrownBy(() -> queue.pollAll(0, Duration.ZERO))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
