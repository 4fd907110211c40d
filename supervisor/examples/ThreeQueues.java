import dev.reeve.shared.SharedObjects;
import dev.reeve.shared.SharedQueue;
import dev.reeve.supervisor.Supervisor;
import dev.reeve.supervisor.TaskFuture;
import dev.reeve.worker.TaskContext;
import dev.reeve.worker.TaskHandler;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeoutException;

/**
 * Producer and consumer with a bounded queue of each kind. The consumer waits for an event until
 * the queue is full, so that one sees in which order its items come out.
 */
public final class ThreeQueues {
  private static final List<String> PARCELS = List.of("letter", "grand piano", "book", "chair");

  private ThreeQueues() {}

  /** In which order items come out. */
  enum Kind {
    FIFO,
    LIFO,
    PRIORITY;

    SharedQueue<String> queue(SharedObjects shared) {
      return switch (this) {
        case FIFO -> shared.queue(name(), PARCELS.size(), String.class);
        case LIFO -> shared.stack(name(), PARCELS.size(), String.class);
        case PRIORITY -> shared.priorityQueue(name(), PARCELS.size(), String.class, String::length);
      };
    }
  }

  /** Fills the queue and tells that it is full. */
  static final class Produce implements TaskHandler<Kind, String> {
    @Override
    public String handle(Kind kind, TaskContext context) throws InterruptedException {
      SharedQueue<String> queue = kind.queue(context.shared());
      for (String parcel : PARCELS) {
        queue.put(parcel);
      }
      boolean hasRoom = queue.offer("one too many"); // does not wait, as put would
      queue.close();
      context.shared().event(kind + " is full").set();
      return hasRoom ? "has room" : "is full";
    }
  }

  /** Waits until the queue is full, and empties it. */
  static final class Consume implements TaskHandler<Kind, List<String>> {
    @Override
    public List<String> handle(Kind kind, TaskContext context) throws Exception {
      if (!context.shared().event(kind + " is full").await(Duration.ofSeconds(10))) {
        throw new TimeoutException(kind + " was not filled"); // its producer may have died
      }
      SharedQueue<String> queue = kind.queue(context.shared());
      List<String> parcels = new ArrayList<>();
      for (String next; (next = queue.takeUnlessClosed()) != null; ) {
        parcels.add(next);
      }
      return parcels;
    }
  }

  public static void main(String[] args) throws Exception {
    try (Supervisor supervisor = Supervisor.builder().workers(2).start()) {
      for (Kind kind : Kind.values()) {
        TaskFuture<List<String>> taken = supervisor.submit(Consume.class, kind);
        TaskFuture<String> filled = supervisor.submit(Produce.class, kind);
        System.out.println(kind + " " + filled.get() + ": " + taken.get());
      }
    }
  }
}
