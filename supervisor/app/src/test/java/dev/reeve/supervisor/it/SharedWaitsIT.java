package dev.reeve.supervisor.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.reeve.json.Json;
import dev.reeve.shared.SharedBarrier;
import dev.reeve.shared.SharedMap;
import dev.reeve.shared.SharedObjects;
import dev.reeve.shared.SharedPipe;
import dev.reeve.shared.SharedQueue;
import dev.reeve.shared.Taken;
import dev.reeve.supervisor.Supervisor;
import dev.reeve.supervisor.TaskProcess;
import dev.reeve.worker.TaskContext;
import dev.reeve.worker.TaskHandler;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Processes that are killed while others wait for them, or they for others. */
class SharedWaitsIT {
  private static final Duration LONG = Duration.ofMinutes(2);

  record Event(String name, Json data) {}

  /** Takes one event after the other, from the queue or the pipe, and tells what it has taken. */
  static final class Taking implements TaskHandler<Integer, Integer> {
    @Override
    public Integer handle(Integer count, TaskContext context) throws Exception {
      SharedObjects shared = context.shared();
      SharedQueue<Event> events = shared.queue("events", 9, Event.class);
      SharedPipe.End<Event> end = shared.pipe("line", 9, Event.class).second();
      SharedQueue<Event> taken = shared.queue("taken", 9, Event.class);
      for (int i = 0; i < count; i++) {
        taken.put(shared.takeAny(List.of(events, end)).value());
      }
      return count;
    }
  }

  /** Begins to compute the value of a key, and does not get on with it. */
  static final class Computing implements TaskHandler<String, Integer> {
    @Override
    public Integer handle(String key, TaskContext context) throws Exception {
      SharedObjects shared = context.shared();
      SharedMap<String, Integer> values = shared.map("values", String.class, Integer.class);
      return values.computeIfAbsent(key, same -> stay(shared));
    }
  }

  /** Is the last at a barrier, and does not get on with the action. */
  static final class Acting implements TaskHandler<String, Integer> {
    @Override
    public Integer handle(String name, TaskContext context) throws Exception {
      SharedObjects shared = context.shared();
      return shared.barrier(name, 2).withAction(() -> stay(shared)).await();
    }
  }

  private static int stay(SharedObjects shared) {
    shared.event("begun").set();
    try {
      shared.event("never").await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    return 0;
  }

  private final Supervisor supervisor = Supervisor.builder().workers(1).totalTasks(0).start();
  private final SharedObjects shared = supervisor.shared();

  @AfterEach
  void stop() {
    supervisor.close();
  }

  @Test
  void one_that_is_killed_while_it_waits_for_several_has_taken_nothing() throws Exception {
    SharedQueue<Event> events = shared.queue("events", 9, Event.class);
    SharedPipe.End<Event> line = shared.pipe("line", 9, Event.class).first();
    SharedPipe.End<Event> end = shared.pipe("line", 9, Event.class).second();
    SharedQueue<Event> taken = shared.queue("taken", 9, Event.class);
    TaskProcess<Integer> taking = supervisor.process(Taking.class, 3).start();
    Event first = new Event("first", Json.of("{\"n\":1.50}"));
    Event second = new Event("second", Json.NULL);
    line.send(first);
    assertThat(taken.poll(LONG)).isEqualTo(first);
    events.put(second);
    assertThat(taken.poll(LONG)).isEqualTo(second);
    taking.kill();
    taking.join();
    line.send(first);
    events.put(second);
    Taken<Event> one = shared.takeAny(List.of(events, end));
    Taken<Event> other = shared.takeAny(List.of(events, end));
    assertThat(List.of(one.value(), other.value())).containsExactlyInAnyOrder(first, second);
    assertThat(shared.pollAny(List.of(events, end), Duration.ZERO)).isNull();
  }

  @Test
  void a_value_whose_process_is_killed_is_computed_by_another() throws Exception {
    SharedMap<String, Integer> values = shared.map("values", String.class, Integer.class);
    TaskProcess<Integer> computing = supervisor.process(Computing.class, "k").start();
    shared.event("begun").await();
    CompletableFuture<Integer> computed = new CompletableFuture<>();
    Thread waiting = new Thread(() -> compute(values, computed));
    waiting.start();
    computing.kill();
    assertThat(computed.get()).isEqualTo(7);
    computing.join();
    waiting.join();
    assertThat(values.toMap()).containsOnlyKeys("k").containsValue(7);
  }

  private static void compute(
      SharedMap<String, Integer> values, CompletableFuture<Integer> computed) {
    try {
      computed.complete(values.computeIfAbsent("k", key -> 7));
    } catch (InterruptedException | RuntimeException e) {
      computed.completeExceptionally(e);
    }
  }

  @Test
  void a_barrier_whose_action_is_killed_breaks_for_those_who_wait() throws Exception {
    SharedBarrier barrier = shared.barrier("start", 2);
    TaskProcess<Integer> acting = supervisor.process(Acting.class, "start");
    Thread killing = new Thread(() -> killOnceItActs(acting));
    killing.start();
    assertThatThrownBy(() -> barrier.await(LONG))
        .isInstanceOf(BrokenBarrierException.class)
        .hasMessageContaining("died while it ran the action");
    acting.join();
    killing.join();
    barrier.reset();
    assertThat(barrier.isBroken()).isFalse();
  }

  /** Starts it when the other party waits, so that it is the last to arrive. */
  private void killOnceItActs(TaskProcess<Integer> acting) {
    try {
      await().atMost(LONG).until(() -> shared.barrier("start", 2).waiting() == 1);
      acting.start();
      shared.event("begun").await();
      acting.kill();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
