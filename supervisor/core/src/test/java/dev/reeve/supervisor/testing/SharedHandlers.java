package dev.reeve.supervisor.testing;

import dev.reeve.shared.Binary;
import dev.reeve.shared.ClosedException;
import dev.reeve.shared.SharedCounter;
import dev.reeve.shared.SharedDoubles;
import dev.reeve.shared.SharedLock;
import dev.reeve.shared.SharedLongs;
import dev.reeve.shared.SharedMap;
import dev.reeve.shared.SharedObjects;
import dev.reeve.shared.SharedPipe;
import dev.reeve.shared.SharedQueue;
import dev.reeve.worker.HandlerName;
import dev.reeve.worker.TaskContext;
import dev.reeve.worker.TaskHandler;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.TimeoutException;

/** Handlers that use shared objects, for tests that give workers this class path. */
public final class SharedHandlers {
  private SharedHandlers() {}

  /** Counts so many times, by each of so many threads: with a counter, in memory, under a lock. */
  @HandlerName("shared/count")
  public static final class Count implements TaskHandler<Count.Request, Long> {

    /** How often, and by how many threads. */
    public record Request(int times, int threads) {}

    @Override
    public Long handle(Request request, TaskContext context) throws Exception {
      SharedObjects shared = context.shared();
      SharedCounter counter = shared.counter("count");
      SharedLongs memory = shared.longs("memory", 2);
      SharedLock lock = shared.lock("lock");
      inThreads(
          request.threads(),
          () -> {
            for (int i = 0; i < request.times(); i++) {
              counter.increment();
              memory.getAndAdd(0, 1);
              try (SharedLock.Hold hold = lock.acquire()) {
                memory.setPlain(1, memory.getPlain(1) + (hold.formerHolderDied() ? 0 : 1));
              }
            }
          });
      return counter.get();
    }
  }

  /** Counts alone, by so many threads. */
  @HandlerName("shared/increment")
  public static final class Increment implements TaskHandler<Count.Request, Void> {
    @Override
    public Void handle(Count.Request request, TaskContext context) throws Exception {
      SharedCounter counter = context.shared().counter("count");
      inThreads(
          request.threads(),
          () -> {
            for (int i = 0; i < request.times(); i++) {
              counter.increment();
            }
          });
      return null;
    }
  }

  /** Takes the lock of that name and says whether its former holder died. */
  @HandlerName("shared/lock")
  public static final class Lock implements TaskHandler<String, Boolean> {
    @Override
    public Boolean handle(String name, TaskContext context) throws Exception {
      try (SharedLock.Hold hold = context.shared().lock(name).acquire()) {
        return hold.formerHolderDied();
      }
    }
  }

  /** Takes the lock of that name and waits until it is killed or cancelled. */
  @HandlerName("shared/hold")
  public static final class Hold implements TaskHandler<String, Void> {
    @Override
    public Void handle(String name, TaskContext context) throws Exception {
      try (SharedLock.Hold hold = context.shared().lock(name).acquire()) {
        context.progress(hold.formerHolderDied() ? 1 : 0, null);
        context.shared().event("held").set();
        context.shared().event("never").await();
      }
      return null;
    }
  }

  /** Takes the first lock, meets the other one, and wants the second. */
  @HandlerName("shared/cross")
  public static final class Cross implements TaskHandler<List<String>, String> {
    @Override
    public String handle(List<String> locks, TaskContext context) throws Exception {
      SharedObjects shared = context.shared();
      try (SharedLock.Hold first = shared.lock(locks.get(0)).acquire()) {
        shared.barrier("both", 2).await();
        try (SharedLock.Hold second = shared.lock(locks.get(1)).acquire()) {
          return first.formerHolderDied() || second.formerHolderDied() ? "died" : "both";
        }
      }
    }
  }

  /** Waits in every way there is, by threads of their own, and then dies of code 7. */
  @HandlerName("shared/wait-and-halt")
  public static final class WaitAndHalt implements TaskHandler<Integer, Void> {
    @Override
    public Void handle(Integer parties, TaskContext context) throws Exception {
      SharedObjects shared = context.shared();
      shared.boundedSemaphore("permits", 2).acquire(2);
      shared.pipe("pipe", 1, String.class).first();
      Thread taker = new Thread(() -> quietly(() -> shared.queue("q", 1, Long.class).take()));
      taker.start();
      Thread waiter = new Thread(() -> quietly(() -> shared.barrier("wait", parties).await()));
      waiter.start();
      shared.event("all wait").await();
      Runtime.getRuntime().halt(7);
      throw new IllegalStateException("unreachable");
    }
  }

  /** Puts numbers up to the payload into the queue {@code numbers}. */
  @HandlerName("shared/produce")
  public static final class Produce implements TaskHandler<Integer, Void> {
    @Override
    public Void handle(Integer count, TaskContext context) throws Exception {
      SharedQueue<Long> queue = context.shared().queue("numbers", 3, Long.class);
      for (long i = 1; i <= count; i++) {
        queue.put(i);
      }
      return null;
    }
  }

  /** Takes so many numbers from the queue {@code numbers} and adds them up. */
  @HandlerName("shared/consume")
  public static final class Consume implements TaskHandler<Integer, Long> {
    @Override
    public Long handle(Integer count, TaskContext context) throws Exception {
      SharedQueue<Long> queue = context.shared().queue("numbers", 3, Long.class);
      long sum = 0;
      for (int i = 0; i < count; i++) {
        sum += queue.take();
      }
      return sum;
    }
  }

  /** Sends back what it receives, upside down, until the other end is closed. */
  @HandlerName("shared/echo")
  public static final class Echo implements TaskHandler<String, Integer> {
    @Override
    public Integer handle(String pipe, TaskContext context) throws Exception {
      int count = 0;
      try (SharedPipe.End<String> end = context.shared().pipe(pipe, 2, String.class).second()) {
        while (true) {
          end.send(new StringBuilder(end.receive()).reverse().toString());
          count++;
        }
      } catch (ClosedException e) {
        return count;
      }
    }
  }

  /** Takes bytes and hands them back, each one more. */
  @HandlerName("shared/binary")
  public static final class Bytes implements TaskHandler<Binary, Binary> {
    @Override
    public Binary handle(Binary binary, TaskContext context) {
      byte[] bytes = context.shared().take(binary);
      for (int i = 0; i < bytes.length; i++) {
        bytes[i]++;
      }
      return context.shared().binary(bytes);
    }
  }

  /** Takes a lock and forgets to give it back. */
  @HandlerName("shared/forget")
  public static final class Forget implements TaskHandler<String, Long> {
    @Override
    public Long handle(String lock, TaskContext context) throws Exception {
      SharedLock.Hold first = context.shared().lock(lock).acquire();
      SharedLock.Hold again = context.shared().lock(lock).acquire();
      return first.formerHolderDied() || again.formerHolderDied() ? 1L : 0L;
    }
  }

  /** Has an array in shared memory; tells where, or waits until it is killed. */
  @HandlerName("shared/remember")
  public static final class Remember implements TaskHandler<Boolean, String> {
    @Override
    public String handle(Boolean waits, TaskContext context) throws Exception {
      SharedLongs longs = context.shared().longs("longs", 1000);
      longs.set(999, 1);
      if (waits) {
        context.shared().event("never").await();
      }
      return Files.readString(Path.of("/proc/self/maps"))
          .lines()
          .filter(line -> line.contains("/reeve-memory-"))
          .map(line -> line.substring(line.indexOf('/')))
          .findFirst()
          .orElse("nowhere");
    }
  }

  /** Takes from an empty queue, with no limit. */
  @HandlerName("shared/starve")
  public static final class Starve implements TaskHandler<String, Long> {
    @Override
    public Long handle(String name, TaskContext context) throws Exception {
      context.shared().event("starving").set();
      return context.shared().queue(name, 1, Long.class).take();
    }
  }

  /** Does at random what may be done; some die of it, with all in their hands that there is. */
  @HandlerName("shared/chaos")
  public static final class Chaos implements TaskHandler<Chaos.Plan, Void> {
    private static final Duration LIMIT = Duration.ofMillis(20);

    /** What to do it by. */
    public record Plan(long seed, boolean dies) {}

    @Override
    public Void handle(Plan request, TaskContext context) throws Exception {
      Random random = new Random(request.seed());
      SharedObjects shared = context.shared();
      for (int i = 0; i < 30; i++) {
        try (SharedLock.Hold hold = shared.lock("a").tryAcquire(LIMIT)) {
          use(random, shared, hold != null);
        }
      }
      if (request.dies()) {
        die(shared);
      }
      return null;
    }

    private void die(SharedObjects shared) throws InterruptedException {
      SharedLock.Hold hold = shared.lock("a").acquire();
      shared.boundedSemaphore("s", 2).acquire();
      new Thread(() -> quietly(() -> shared.queue("none", 1, Long.class).take())).start();
      Runtime.getRuntime().halt(hold.formerHolderDied() ? 8 : 9);
    }

    private void use(Random random, SharedObjects shared, boolean holding) throws Exception {
      switch (random.nextInt(7)) {
        case 0 -> shared.queue("q", 2, Long.class).offer(1L, LIMIT);
        case 1 -> shared.queue("q", 2, Long.class).poll(LIMIT);
        case 2 -> semaphore(shared);
        case 3 -> map(shared, holding);
        case 4 -> barrier(shared);
        case 5 -> doubles(shared);
        default -> shared.event("e").await(LIMIT);
      }
    }

    private void semaphore(SharedObjects shared) throws InterruptedException {
      if (shared.boundedSemaphore("s", 2).tryAcquire(1, LIMIT)) {
        shared.boundedSemaphore("s", 2).release();
      }
    }

    private void map(SharedObjects shared, boolean holding) {
      SharedMap<String, Long> map = shared.map("m", String.class, Long.class);
      map.add(holding ? "held" : "not held", 1);
    }

    private void barrier(SharedObjects shared) throws Exception {
      try {
        shared.barrier("b", 2).await(LIMIT);
      } catch (BrokenBarrierException | TimeoutException e) {
        shared.barrier("b", 2).reset();
      }
    }

    private void doubles(SharedObjects shared) {
      SharedDoubles doubles = shared.doubles("d", 1000);
      doubles.getAndAdd(7, 0.5);
    }
  }

  /** What a test's thread does. */
  private interface Work {
    void run() throws Exception;
  }

  private static void inThreads(int count, Work work) throws InterruptedException {
    List<Throwable> thrown = new ArrayList<>();
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Thread thread = new Thread(() -> quietly(work));
      thread.setUncaughtExceptionHandler((t, e) -> thrown.add(e));
      thread.start();
      threads.add(thread);
    }
    for (Thread thread : threads) {
      thread.join();
    }
    if (!thrown.isEmpty()) {
      throw new IllegalStateException(thrown.get(0));
    }
  }

  private static void quietly(Work work) {
    try {
      work.run();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
