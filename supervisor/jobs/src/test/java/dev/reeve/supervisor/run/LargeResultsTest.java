package dev.reeve.supervisor.run;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.reeve.json.Json;
import dev.reeve.supervisor.model.TaskResult;
import dev.reeve.supervisor.model.TaskStatus;
import dev.reeve.supervisor.results.Delivery;
import dev.reeve.supervisor.results.ResultSpill;
import dev.reeve.supervisor.results.Spillable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Results that wait for the writer, played by the test, with room for 100 kB in the heap. */
final class LargeResultsTest {
  private static final int ROOM = 100_000;

  private final FakePool pool = FakePool.silent();
  private final List<Delivery> waiting = new ArrayList<>();
  private final List<String> troubles = new CopyOnWriteArrayList<>();
  private final RunLimits limits = new RunLimits(1000, ROOM);
  private final TaskWindow window = new TaskWindow(new RunLimits(1000, 1L << 40));
  private final ResultSpill spill;
  private final ResultSpill noSpill = new ResultSpill(List.of(), troubles::add);
  private ResultBacklog backlog;
  private long place;

  LargeResultsTest(@TempDir Path folder) {
    this.spill = new ResultSpill(List.of(folder), troubles::add);
    this.backlog = new ResultBacklog(limits, pool, spill);
  }

  @AfterEach
  void close() {
    spill.close();
    noSpill.close();
  }

  /** From now on nothing can be moved to a file. */
  private void breakSpill() {
    backlog = new ResultBacklog(limits, pool, noSpill);
  }

  private InFlightTask arrive(int resultBytes) throws InterruptedException {
    InFlightTask task = admit();
    task.onResult(result(place, resultBytes));
    return task;
  }

  private InFlightTask admit() throws InterruptedException {
    long held = window.enter(0);
    backlog.admitted(++place, 10 * place);
    return new InFlightTask(window, new ResultRoute(backlog, waiting::add, false), place, 0, held);
  }

  private static TaskResult result(long seq, int bytes) {
    Json json = Json.ofTrusted(("\"" + "x".repeat(bytes - 2) + "\"").getBytes(UTF_8));
    return TaskResult.builder(seq, "t" + seq, "h", TaskStatus.SUCCEEDED)
        .attempts(1)
        .result(json)
        .build();
  }

  private void writeAll() throws IOException {
    long seq = place - waiting.size();
    for (Delivery each : waiting) {
      assertThat(each.result().seq()).isEqualTo(++seq);
      assertThat(each.result().result()).isEqualTo(result(seq, 30_000).result());
      each.settled();
    }
    waiting.clear();
  }

  @Test
  void what_the_heap_has_no_room_for_is_moved_to_a_file_and_read_back() throws Exception {
    for (int i = 0; i < 200; i++) {
      arrive(30_000);
    }
    await().until(() -> heapBytes() <= ROOM);
    writeAll();
    assertThat(heapBytes()).isZero();
    assertThat(String.join(" ", pool.pauses)).matches("(hold back but for 0 release ?)*");
    assertThat(troubles).isEmpty();
  }

  private long heapBytes() {
    return backlog.bytes();
  }

  @Test
  void room_in_the_window_is_free_again_for_what_was_moved() throws Exception {
    TaskWindow small = new TaskWindow(new RunLimits(1000, 1_000_000));
    InFlightTask task =
        new InFlightTask(
            small, new ResultRoute(backlog, waiting::add, false), 1, 0, small.enter(0));
    task.onResult(result(1, 900_000));
    await().until(() -> heapBytes() == 0);
    assertThat(small.enter(0)).as("did not wait").isPositive();
  }

  @Test
  void a_result_that_the_writer_has_taken_stays() throws Exception {
    List<Spillable> late = new ArrayList<>();
    InFlightTask task = arrive(30_000);
    late.add(task);
    TaskResult taken = task.result();
    for (Spillable each : late) {
      spill.offer(each);
    }
    assertThat(task.result()).isSameAs(taken);
    task.settled();
    assertThat(heapBytes()).isZero();
  }

  @Test
  void workers_wait_if_nothing_can_be_moved_and_go_on_when_half_is_written() throws Exception {
    breakSpill();
    for (int i = 0; i < 7; i++) {
      arrive(30_000);
    }
    assertThat(pool.pauses).containsExactly("hold back but for 0");
    await().until(() -> troubles.size() == 1);
    waiting.remove(6).settled();
    waiting.remove(5).settled();
    assertThat(pool.pauses).hasSize(1);
    waiting.remove(4).settled();
    waiting.remove(3).settled();
    assertThat(pool.pauses).containsExactly("hold back but for 0", "release");
    place = 3;
    writeAll();
  }

  @Test
  void the_task_that_the_writer_waits_for_is_let_through() throws Exception {
    breakSpill();
    InFlightTask head = admit();
    backlog.awaits(1);
    for (int i = 0; i < 7; i++) {
      arrive(30_000);
    }
    assertThat(pool.pauses).containsExactly("hold back but for 10");
    head.settled();
    backlog.awaits(2);
    assertThat(pool.pauses).endsWith("hold back but for 20");
  }

  @Test
  void small_results_need_no_room() throws Exception {
    for (int i = 0; i < 900; i++) {
      arrive(2_000);
    }
    assertThat(heapBytes()).isZero();
    assertThat(pool.pauses).isEmpty();
    waiting.forEach(Delivery::settled);
  }
}
