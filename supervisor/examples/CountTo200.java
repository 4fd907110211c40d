import dev.reeve.shared.SharedInts;
import dev.reeve.shared.SharedLock;
import dev.reeve.shared.SharedObjects;
import dev.reeve.supervisor.Supervisor;
import dev.reeve.worker.TaskContext;
import dev.reeve.worker.TaskHandler;
import java.util.List;

/**
 * Two workers count in shared memory, under a lock, and come to exactly 200. (Without a lock,
 * {@code number.getAndAdd(0, 1)} is one step, or {@code shared().counter("number").increment()}.)
 */
public final class CountTo200 {
  private CountTo200() {}

  /** Adds one, so many times. */
  static final class Count implements TaskHandler<Integer, Void> {
    @Override
    public Void handle(Integer times, TaskContext context) throws InterruptedException {
      SharedLock lock = context.shared().lock("lock");
      SharedInts number = number(context.shared());
      for (int i = 0; i < times; i++) {
        try (SharedLock.Hold hold = lock.acquire()) {
          number.set(0, number.get(0) + 1); // two steps: another worker could come between
        }
      }
      return null;
    }
  }

  private static SharedInts number(SharedObjects shared) {
    return shared.ints("number", 1);
  }

  public static void main(String[] args) {
    try (Supervisor supervisor = Supervisor.builder().workers(2).start()) {
      supervisor.map(Count.class, List.of(100, 100)).toList();
      System.out.println(number(supervisor.shared()).get(0));
    }
  }
}
