package dev.reeve.shared.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntSupplier;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Threads with seats of their own, and such that share one, all at once. */
class MappedQueueThreadsTest {
  private static final int PRODUCERS = 4;
  private static final int CONSUMERS = 4;
  private static final int ITEMS = 50_000;
  private static final int MOST = 5;

  @TempDir private Path folder;
  private final ExecutorService threads = Executors.newFixedThreadPool(PRODUCERS + CONSUMERS);
  private final AtomicInteger left = new AtomicInteger(PRODUCERS * ITEMS);
  private final List<MappedQueue> maps = new ArrayList<>();

  /** A map for each of the seats 0 to 3. */
  @BeforeEach
  void make() throws IOException {
    Path path = folder.resolve("memory").resolve("queue-0");
    maps.add(MappedQueue.create(path, 10));
    for (int seat = 1; seat < 4; seat++) {
      maps.add(MappedQueue.open(path));
    }
  }

  @AfterEach
  void end() {
    threads.shutdownNow();
  }

  @Test
  void each_item_comes_out_once_and_those_of_one_thread_in_their_order() throws Exception {
    List<Future<long[]>> consumers = new ArrayList<>();
    for (int i = 0; i < CONSUMERS; i++) {
      consumers.add(threads.submit(consumer(2 + i % 2))); // two threads a seat
    }
    List<Future<long[]>> producers = new ArrayList<>();
    for (int i = 0; i < PRODUCERS; i++) {
      producers.add(threads.submit(producer(i, i % 2)));
    }
    List<long[]> taken = allOf(consumers);
    taken.forEach(MappedQueueThreadsTest::assertOrdered);
    long[] put = allOf(producers).stream().flatMapToLong(Arrays::stream).sorted().toArray();
    assertThat(taken.stream().flatMapToLong(Arrays::stream).sorted().toArray()).isEqualTo(put);
    assertCounted(taken);
  }

  private static List<long[]> allOf(List<Future<long[]>> futures) throws Exception {
    List<long[]> results = new ArrayList<>();
    for (Future<long[]> future : futures) {
      results.add(future.get());
    }
    return results;
  }

  /** Puts numbers of a range of its own. */
  private Callable<long[]> producer(int id, int seat) {
    return () -> {
      long[] mine = LongStream.range(0, ITEMS).map(i -> (long) id * ITEMS + i).toArray();
      MappedQueue queue = maps.get(seat);
      int done = 0;
      while (done < ITEMS) {
        List<byte[]> next =
            Arrays.stream(mine, done, Math.min(ITEMS, done + 1 + done % MOST))
                .mapToObj(MappedQueueThreadsTest::bytes)
                .toList();
        done += locked(queue, seat, () -> queue.append(next));
      }
      return mine;
    };
  }

  /** Takes until everything has been taken, by whomever. */
  private Callable<long[]> consumer(int seat) {
    return () -> {
      MappedQueue queue = maps.get(seat);
      List<byte[]> taken = new ArrayList<>();
      while (left.get() > 0) {
        int most = 1 + taken.size() % MOST;
        int count =
            locked(
                queue,
                seat,
                () -> {
                  List<byte[]> items = queue.first(most);
                  queue.remove(seat, items.size());
                  taken.addAll(items);
                  return items.size();
                });
        left.addAndGet(-count);
      }
      return taken.stream().mapToLong(item -> ByteBuffer.wrap(item).getLong()).toArray();
    };
  }

  @SuppressWarnings("ThreadPriorityCheck") // as in the queue itself
  private static int locked(MappedQueue queue, int seat, IntSupplier work) {
    while (!queue.tryLock(seat)) {
      if (Thread.currentThread().isInterrupted()) {
        throw new IllegalStateException("the test is over");
      }
      Thread.yield();
    }
    try {
      return work.getAsInt();
    } finally {
      queue.unlock();
    }
  }

  /** Of different lengths, so that they end anywhere in the ring. */
  private static byte[] bytes(long number) {
    return ByteBuffer.allocate(Long.BYTES + (int) (number % 100)).putLong(number).array();
  }

  private static void assertOrdered(long[] taken) {
    for (long id = 0; id < PRODUCERS; id++) {
      long producer = id;
      assertThat(Arrays.stream(taken).filter(number -> number / ITEMS == producer).toArray())
          .isSorted();
    }
  }

  private void assertCounted(List<long[]> taken) {
    MappedQueue queue = maps.get(0);
    assertThat(queue.size()).isZero();
    assertThat(queue.put()).isEqualTo(PRODUCERS * ITEMS);
    assertThat(queue.takenFrom(2)).isEqualTo(taken.get(0).length + taken.get(2).length);
    assertThat(queue.takenFrom(3)).isEqualTo(taken.get(1).length + taken.get(3).length);
  }
}
