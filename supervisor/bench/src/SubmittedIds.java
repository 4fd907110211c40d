import java.util.HashSet;
import java.util.Set;

/** The ids that a server has acknowledged. Thread-safe. */
final class SubmittedIds {
  private final Set<String> acknowledged = new HashSet<>();

  synchronized void add(String id) {
    acknowledged.add(id);
    notifyAll();
  }

  /** Waits until there are so many. */
  synchronized void awaitCount(long count) throws InterruptedException {
    while (acknowledged.size() < count) {
      wait();
    }
  }

  synchronized Set<String> acknowledged() {
    return Set.copyOf(acknowledged);
  }
}
