import dev.reeve.shared.SharedBarrier;
import dev.reeve.shared.SharedCounter;
import dev.reeve.shared.SharedLongs;
import dev.reeve.shared.SharedMap;
import dev.reeve.shared.SharedQueue;
import dev.reeve.supervisor.Supervisor;
import dev.reeve.supervisor.TaskFuture;
import dev.reeve.worker.TaskContext;
import dev.reeve.worker.TaskHandler;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A program with Reeve inside, whose two workers share an object: {@code SharedUse MODE}. Each line
 * of input is a number of steps for each worker; the answer is a figure: steps of an object per
 * second, from the moment that both workers are ready until both have done theirs.
 *
 * <ul>
 *   <li>{@code counter}: both add one to a counter
 *   <li>{@code array}: both add one to a number in shared memory
 *   <li>{@code map}: both put values into a map, by {@link #KEYS} keys
 *   <li>{@code queue}: one puts numbers, the other takes them
 *   <li>{@code bulk}: the same, with {@link #BULK} of them in a call
 * </ul>
 */
public final class SharedUse {
  private static final int WORKERS = 2;

  /** As the peers' queues are bounded. */
  private static final int CAPACITY = 1_000;

  private static final int BULK = 64;

  private static final int KEYS = 8;

  /** How many steps a worker is to do. */
  record Steps(int count) {}

  /** What they came to. */
  record Sum(long sum) {}

  private final Supervisor supervisor;
  private final SharedBarrier start;
  private long expected;

  private SharedUse(Supervisor supervisor) throws InterruptedException {
    this.supervisor = supervisor;
    this.start = supervisor.shared().barrier("start", WORKERS + 1);
  }

  public static void main(String[] args) throws Exception {
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    try (Supervisor supervisor = Supervisor.builder().workers(WORKERS).start()) {
      SharedUse use = new SharedUse(supervisor);
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        System.out.println(use.rate(args[0], Integer.parseInt(line)));
      }
    }
  }

  private double rate(String mode, int count) throws Exception {
    return switch (mode) {
      case "counter" -> counting(mode, Count.class, count);
      case "array" -> counting(mode, CountInArray.class, count);
      case "map" -> putting(count);
      case "queue" -> passing(Put.class, Take.class, count);
      case "bulk" -> passing(PutAll.class, TakeAll.class, count);
      default -> throw new IllegalArgumentException(mode);
    };
  }

  private double counting(String mode, Class<? extends TaskHandler<Steps, Sum>> handler, int count)
      throws Exception {
    double seconds = seconds(handler, handler, count);
    expected += 2L * count;
    long reached =
        mode.equals("counter")
            ? supervisor.shared().counter("counter", 0).get()
            : supervisor.shared().longs("array", 1).get(0);
    require(reached == expected, mode + " is at " + reached + ", not at " + expected);
    return 2 * count / seconds;
  }

  private double putting(int count) throws Exception {
    double seconds = seconds(PutInMap.class, PutInMap.class, count);
    int keys = supervisor.shared().map("map", Integer.class, Integer.class).size();
    require(keys == Math.min(KEYS, count), keys + " keys");
    return 2 * count / seconds;
  }

  private double passing(
      Class<? extends TaskHandler<Steps, Sum>> writer,
      Class<? extends TaskHandler<Steps, Sum>> reader,
      int count)
      throws Exception {
    return count / seconds(writer, reader, count);
  }

  /** Both have the same to sum up. */
  private double seconds(
      Class<? extends TaskHandler<Steps, Sum>> first,
      Class<? extends TaskHandler<Steps, Sum>> second,
      int count)
      throws Exception {
    Steps steps = new Steps(count);
    List<TaskFuture<Sum>> workers =
        List.of(supervisor.submit(first, steps), supervisor.submit(second, steps));
    start.await();
    long started = System.nanoTime();
    long one = workers.get(0).get(10, TimeUnit.MINUTES).sum();
    long other = workers.get(1).get(10, TimeUnit.MINUTES).sum();
    double seconds = (System.nanoTime() - started) / 1e9;
    require(one == other, one + " was not " + other);
    return seconds;
  }

  private static void require(boolean condition, String otherwise) {
    if (!condition) {
      throw new IllegalStateException(otherwise);
    }
  }

  private static void awaitStart(TaskContext context) throws Exception {
    context.shared().barrier("start", WORKERS + 1).await();
  }

  private static SharedQueue<Integer> queue(TaskContext context) {
    return context.shared().queue("queue", CAPACITY, Integer.class);
  }

  /** Adds to the counter. */
  static final class Count implements TaskHandler<Steps, Sum> {
    @Override
    public Sum handle(Steps steps, TaskContext context) throws Exception {
      SharedCounter counter = context.shared().counter("counter", 0);
      awaitStart(context);
      for (int i = 0; i < steps.count(); i++) {
        counter.add(1);
      }
      return new Sum(steps.count());
    }
  }

  /** Adds to the number in shared memory. */
  static final class CountInArray implements TaskHandler<Steps, Sum> {
    @Override
    public Sum handle(Steps steps, TaskContext context) throws Exception {
      SharedLongs array = context.shared().longs("array", 1);
      awaitStart(context);
      for (int i = 0; i < steps.count(); i++) {
        array.getAndAdd(0, 1);
      }
      return new Sum(steps.count());
    }
  }

  /** Puts values into a map. */
  static final class PutInMap implements TaskHandler<Steps, Sum> {
    @Override
    public Sum handle(Steps steps, TaskContext context) throws Exception {
      SharedMap<Integer, Integer> map = context.shared().map("map", Integer.class, Integer.class);
      awaitStart(context);
      for (int i = 0; i < steps.count(); i++) {
        map.put(i % KEYS, i);
      }
      return new Sum(steps.count());
    }
  }

  /** Puts numbers. */
  static final class Put implements TaskHandler<Steps, Sum> {
    @Override
    public Sum handle(Steps steps, TaskContext context) throws Exception {
      SharedQueue<Integer> queue = queue(context);
      awaitStart(context);
      long sum = 0;
      for (int i = 0; i < steps.count(); i++) {
        queue.put(i);
        sum += i;
      }
      return new Sum(sum);
    }
  }

  /** Takes as many. */
  static final class Take implements TaskHandler<Steps, Sum> {
    @Override
    public Sum handle(Steps steps, TaskContext context) throws Exception {
      SharedQueue<Integer> queue = queue(context);
      awaitStart(context);
      long sum = 0;
      for (int i = 0; i < steps.count(); i++) {
        sum += queue.take();
      }
      return new Sum(sum);
    }
  }

  /** Puts numbers, many in a call. */
  static final class PutAll implements TaskHandler<Steps, Sum> {
    @Override
    public Sum handle(Steps steps, TaskContext context) throws Exception {
      SharedQueue<Integer> queue = queue(context);
      awaitStart(context);
      long sum = 0;
      for (int from = 0; from < steps.count(); from += BULK) {
        List<Integer> numbers = new ArrayList<>(BULK);
        for (int i = from; i < Math.min(steps.count(), from + BULK); i++) {
          numbers.add(i);
          sum += i;
        }
        queue.putAll(numbers);
      }
      return new Sum(sum);
    }
  }

  /** Takes as many, up to many in a call. */
  static final class TakeAll implements TaskHandler<Steps, Sum> {
    @Override
    public Sum handle(Steps steps, TaskContext context) throws Exception {
      SharedQueue<Integer> queue = queue(context);
      awaitStart(context);
      long sum = 0;
      int left = steps.count();
      while (left > 0) {
        List<Integer> numbers = queue.takeAll(Math.min(left, BULK));
        left -= numbers.size();
        for (int number : numbers) {
          sum += number;
        }
      }
      return new Sum(sum);
    }
  }
}
