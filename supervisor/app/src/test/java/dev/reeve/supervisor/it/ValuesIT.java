package dev.reeve.supervisor.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reeve.shared.SharedMap;
import dev.reeve.shared.SharedObjects;
import dev.reeve.shared.SharedPipe;
import dev.reeve.shared.SharedQueue;
import dev.reeve.shared.TypeRef;
import dev.reeve.supervisor.HandlerFailedException;
import dev.reeve.supervisor.Supervisor;
import dev.reeve.supervisor.TaskFuture;
import dev.reeve.supervisor.it.RandomOrders.Order;
import dev.reeve.worker.TaskContext;
import dev.reeve.worker.TaskHandler;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Random values through all doors between a program and its workers. */
class ValuesIT {

  /** Gives back what it gets. */
  static final class Echo implements TaskHandler<List<Order>, List<Order>> {
    @Override
    public List<Order> handle(List<Order> request, TaskContext context) {
      return request;
    }
  }

  /** Passes on as many values as it is told, from queue to map to pipe. */
  static final class PassOn implements TaskHandler<Integer, Integer> {
    @Override
    public Integer handle(Integer count, TaskContext context) throws InterruptedException {
      Doors doors = new Doors(context.shared());
      try (SharedPipe.End<List<Order>> end = doors.pipe.second()) {
        for (int i = 0; i < count; i++) {
          List<Order> got = doors.queue.take();
          doors.map.put(i, got);
          end.send(doors.map.get(i));
        }
        return end.receive().size(); // keeps the pipe open until all have been received
      }
    }
  }

  /** Returns a record where only an object is declared. */
  static final class Careless implements TaskHandler<String, Map<String, Object>> {
    record Page(String title) {}

    @Override
    public Map<String, Object> handle(String title, TaskContext context) {
      return Map.of("page", new Page(title));
    }
  }

  private static final class Doors {
    final SharedQueue<List<Order>> queue;
    final SharedMap<Integer, List<Order>> map;
    final SharedPipe<List<Order>> pipe;

    Doors(SharedObjects shared) {
      queue = shared.queue("orders", 100, new TypeRef<List<Order>>() {});
      map = shared.map("by number", Integer.class, new TypeRef<List<Order>>() {});
      pipe = shared.pipe("back", 100, new TypeRef<List<Order>>() {});
    }
  }

  @Test
  void what_arrives_equals_what_was_sent() throws Exception {
    sendThroughAllDoors(60);
  }

  @Test
  @Tag("long")
  void what_arrives_equals_what_was_sent_thousands_of_times() throws Exception {
    sendThroughAllDoors(5_000);
  }

  private static void sendThroughAllDoors(int count) throws Exception {
    long seed = System.nanoTime();
    RandomOrders random = new RandomOrders(seed);
    try (Supervisor supervisor = Supervisor.builder().workers(2).start()) {
      Doors doors = new Doors(supervisor.shared());
      SharedPipe.End<List<Order>> end = doors.pipe.first();
      TaskFuture<Integer> passing = supervisor.submit(PassOn.class, count);
      for (int i = 0; i < count; i++) {
        List<Order> sent = random.orders(3);
        doors.queue.put(sent);
        assertThat(supervisor.submit(Echo.class, sent).get()).as("seed %d", seed).isEqualTo(sent);
        assertThat(end.receive()).as("seed %d", seed).isEqualTo(sent);
        assertThat(doors.map.get(i)).as("seed %d", seed).isEqualTo(sent);
      }
      end.send(new ArrayList<>());
      assertThat(passing.get()).isZero();
      assertThatThrownBy(() -> supervisor.submit(Careless.class, "a").get())
          .hasCauseInstanceOf(HandlerFailedException.class)
          .hasMessageContaining("result.page: a " + Careless.Page.class.getName());
    }
  }
}
