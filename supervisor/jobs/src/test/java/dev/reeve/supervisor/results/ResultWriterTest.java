package dev.reeve.supervisor.results;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.reeve.supervisor.model.TaskResult;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

final class ResultWriterTest {
  private final FakeOutput output = new FakeOutput();
  private final List<OutputFailure> failures = new CopyOnWriteArrayList<>();
  private final List<Long> settled = new CopyOnWriteArrayList<>();

  private final List<Long> awaited = new CopyOnWriteArrayList<>();

  private ResultWriter writer(boolean keepOrder, RecordOutput... outputs) {
    return new ResultWriter(List.of(outputs), keepOrder, failures::add, awaited::add);
  }

  private Delivery delivery(long place) {
    return new Delivery() {
      @Override
      public TaskResult result() {
        return Results.succeeded(place, "1");
      }

      @Override
      public long place() {
        return place;
      }

      @Override
      public long taskHash() {
        return Results.TASK_HASH;
      }

      @Override
      public void settled() {
        settled.add(place);
      }
    };
  }

  @Test
  void a_lone_result_is_written_at_once_and_settled_after_that() {
    try (ResultWriter writer = writer(false, output)) {
      writer.accept(delivery(1));
      await().until(() -> settled.contains(1L));
      assertThat(output.written).containsExactly(1L);
    }
    assertThat(output.closed).isTrue();
  }

  @Test
  void closing_writes_all_that_was_queued() {
    try (ResultWriter writer = writer(false, output)) {
      for (long place = 1; place <= 10_000; place++) {
        writer.accept(delivery(place));
      }
    }
    assertThat(output.written).hasSize(10_000).isSorted();
    assertThat(settled).hasSize(10_000);
  }

  @Test
  void results_are_written_in_the_order_of_the_input_if_asked() {
    try (ResultWriter writer = writer(true, output)) {
      for (long place = 100; place >= 1; place--) {
        writer.accept(delivery(place));
      }
    }
    assertThat(output.written)
        .containsExactlyElementsOf(LongStream.rangeClosed(1, 100).boxed().toList());
  }

  @Test
  void a_result_that_waits_for_its_turn_is_not_settled() {
    try (ResultWriter writer = writer(true, output)) {
      writer.accept(delivery(1));
      writer.accept(delivery(3));
      await().until(() -> settled.contains(1L));
      assertThat(settled).containsExactly(1L);
    }
    assertThat(output.written).containsExactly(1L, 3L);
  }

  @Test
  void an_output_that_fails_is_told_of_once_and_the_others_go_on() {
    FakeOutput broken = new FakeOutput();
    broken.broken = true;
    try (ResultWriter writer = writer(false, broken, output)) {
      writer.accept(delivery(1));
      await().until(() -> settled.size() == 1);
      writer.accept(delivery(2));
      await().until(() -> settled.size() == 2);
      assertThat(writer.failure())
          .hasValueSatisfying(f -> assertThat(f.message()).isEqualTo("broken"));
    }
    assertThat(output.written).containsExactly(1L, 2L);
    assertThat(failures).hasSize(1);
    assertThat(broken.closed).isTrue();
  }

  @Test
  void results_are_settled_even_after_a_fault_of_the_writer_itself() {
    FakeOutput faulty =
        new FakeOutput() {
          @Override
          public void write(RecordBatch batch) {
            throw new IllegalStateException("a bug");
          }
        };
    try (ResultWriter writer = writer(false, faulty)) {
      writer.accept(delivery(1));
      await().until(() -> settled.contains(1L));
      writer.accept(delivery(2));
      await().until(() -> settled.contains(2L));
    }
    assertThat(failures).singleElement().asString().contains("a bug");
  }

  @Test
  void a_result_that_cannot_be_written_down_is_settled_and_so_are_those_after_it() {
    CountDownLatch queued = new CountDownLatch(1);
    try (ResultWriter writer = writer(true, output)) {
      writer.accept(unwritable(1, queued));
      writer.accept(delivery(2));
      writer.accept(delivery(3));
      queued.countDown();
      await().until(() -> settled.containsAll(List.of(1L, 2L, 3L)));
    }
    assertThat(settled).containsExactlyInAnyOrder(1L, 2L, 3L);
  }

  /** Its result cannot be had, once {@code queued}. */
  private Delivery unwritable(long place, CountDownLatch queued) {
    Delivery fine = delivery(place);
    return new Delivery() {
      @Override
      public TaskResult result() {
        try {
          queued.await();
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
        }
        throw new StackOverflowError();
      }

      @Override
      public long place() {
        return place;
      }

      @Override
      public long taskHash() {
        return fine.taskHash();
      }

      @Override
      public void settled() {
        fine.settled();
      }
    };
  }

  @Test
  void a_lack_of_memory_loses_no_result() {
    FakeOutput other = new FakeOutput();
    FakeOutput poor =
        new FakeOutput() {
          private int tries;

          @Override
          public void write(RecordBatch batch) throws IOException {
            requireMemory(++tries > 1);
            super.write(batch);
          }
        };
    Delivery large = failingAtFirst(2, new OutOfMemoryError("Java heap space"));
    try (ResultWriter writer = writer(false, other, poor)) {
      writer.accept(delivery(1));
      writer.accept(large);
      writer.accept(delivery(3));
    }
    assertThat(other.written).containsExactly(1L, 2L, 3L);
    assertThat(poor.written).containsExactly(1L, 2L, 3L);
    assertThat(settled).containsExactly(1L, 2L, 3L);
    assertThat(failures).isEmpty();
  }

  private static void requireMemory(boolean isThere) {
    if (!isThere) {
      throw new OutOfMemoryError("Java heap space");
    }
  }

  @Test
  void a_result_that_cannot_be_read_back_is_told_and_the_others_are_written() {
    try (ResultWriter writer = writer(false, output)) {
      writer.accept(delivery(1));
      writer.accept(failingAtFirst(2, new IOException("Input/output error")));
      writer.accept(delivery(3));
    }
    assertThat(output.written).containsExactly(1L, 3L);
    assertThat(settled).containsExactlyInAnyOrder(1L, 2L, 3L);
    assertThat(failures).singleElement().asString().contains("lost", "Input/output error");
  }

  @Test
  void a_writer_that_waits_for_one_result_tells_which() {
    try (ResultWriter writer = writer(true, output)) {
      writer.accept(delivery(1));
      writer.accept(delivery(3));
      await().until(() -> awaited.contains(2L));
      writer.accept(delivery(2));
    }
    assertThat(output.written).containsExactly(1L, 2L, 3L);
    assertThat(awaited).containsOnly(2L);
  }

  /** Its result can be had at the second try. */
  private Delivery failingAtFirst(long place, Throwable failure) {
    Delivery fine = delivery(place);
    return new Delivery() {
      private boolean failed;

      @Override
      public TaskResult result() throws IOException {
        if (failed) {
          return fine.result();
        }
        failed = true;
        if (failure instanceof IOException e) {
          throw e;
        }
        throw (Error) failure;
      }

      @Override
      public long place() {
        return place;
      }

      @Override
      public long taskHash() {
        return fine.taskHash();
      }

      @Override
      public void settled() {
        fine.settled();
      }
    };
  }

  @Test
  void an_abandoned_writer_does_not_wait_for_a_reader_who_stalls() throws InterruptedException {
    CountDownLatch stalled = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    FakeOutput stalling =
        new FakeOutput() {
          @Override
          public void write(RecordBatch batch) {
            stalled.countDown();
            try {
              goOn.await();
            } catch (InterruptedException e) {
              Thread.currentThread().interrupt();
            }
          }
        };
    ResultWriter writer = writer(false, stalling);
    writer.accept(delivery(1));
    stalled.await();
    writer.abandon(Duration.ofMillis(20));
    writer.close();
    assertThat(settled).isEmpty();
    goOn.countDown();
  }
}
