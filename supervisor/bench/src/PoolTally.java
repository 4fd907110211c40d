import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.LongAdder;

/** How many tasks of each kind were submitted, and how they ended. Thread-safe. */
final class PoolTally {
  private final LongAdder submitted = new LongAdder();
  private final LongAdder wrong = new LongAdder();
  private final Map<String, LongAdder> ends = new ConcurrentSkipListMap<>();

  void submitted(PoolTask.Kind kind) {
    submitted.increment();
    add(kind + " submitted");
  }

  void ended(PoolTask.Kind kind, String how) {
    add(kind + " " + how);
    if (!isRight(kind, how)) {
      wrong.increment();
    }
  }

  /** Any task may lose its worker, because workers are killed, also before it is cancelled. */
  private static boolean isRight(PoolTask.Kind kind, String how) {
    if (how.equals("WorkerCrashedException")) {
      return true;
    }
    return switch (kind) {
      case QUICK, LARGE, ENDS_ITS_FIRST_WORKER -> how.equals("succeeded");
      case FAILS -> how.equals("HandlerFailedException");
      case ENDS_ITS_WORKER -> false;
      case LASTS_TOO_LONG -> how.equals("TaskTimedOutException");
      case CANCELLED -> how.equals("CancellationException");
    };
  }

  private void add(String what) {
    ends.computeIfAbsent(what, name -> new LongAdder()).increment();
  }

  long submitted() {
    return submitted.sum();
  }

  long wrong() {
    return wrong.sum();
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    ends.forEach((what, count) -> text.append(what).append(' ').append(count).append('\n'));
    return text.toString().stripTrailing();
  }
}
