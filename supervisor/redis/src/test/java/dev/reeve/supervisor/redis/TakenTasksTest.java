package dev.reeve.supervisor.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reeve.json.Json;
import dev.reeve.supervisor.job.TaskDefaults;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The tasks that a supervisor holds, with a clock of the test. */
class TakenTasksTest {
  private static final long SECOND = 1_000_000_000;

  private long now;
  private final RedisServer server = ServerHealthTest.server();
  private final RedisServer other = ServerHealthTest.server();
  private final TakenTasks tasks = new TakenTasks(new TakeAhead(2, 0, 0), () -> now);

  private TakenTask task(RedisServer of, String id, int bytes) {
    Json text = Json.of("{\"handler\":\"echo\",\"payload\":\"%s\"}".formatted("x".repeat(bytes)));
    TakenRow row = new TakenRow("normal", "1-1", 1, id, text, 0, 0, 0, ByteBuffer.allocate(0));
    try (RowParser parser = parser()) {
      return parser.parse(of, row, tasks.nextSeq(), 10 * SECOND);
    }
  }

  /** Returns a parser that allows no commands, and three lost supervisors. */
  static RowParser parser() {
    return new RowParser(Path.of("/"), TaskDefaults.NONE, false, 3);
  }

  private TakenTask add(String id) {
    TakenTask task = task(server, id, 1);
    assertThat(tasks.add(task)).isTrue();
    return task;
  }

  @Test
  void tasksComeInTheirOrderAndTakeRoom() throws InterruptedException {
    assertThat(tasks.room()).isEqualTo(4);
    TakenTask first = add("a");
    TakenTask second = add("b");
    assertThat(tasks.room()).isEqualTo(2);
    assertThat(tasks.next()).isSameAs(first);
    assertThat(tasks.next()).isSameAs(second);
    assertThat(tasks.get(first.seq())).isSameAs(first);
    tasks.release(first);
    assertThat(tasks.get(first.seq())).isNull();
    assertThat(tasks.of(server)).containsExactly(second);
    assertThat(tasks.of(other)).isEmpty();
  }

  @Test
  void sameIdWaitsUntilTheRunHasDoneWithTheFormerOne() throws InterruptedException {
    TakenTask former = add("a");
    assertThat(tasks.next()).isSameAs(former);
    TakenTask again = add("a");
    TakenTask more = add("a");
    TakenTask other = add("b");
    assertThat(tasks.next()).isSameAs(other);
    assertThat(former.stopBecause(TakenTask.Stop.LOST)).isTrue();
    tasks.release(former);
    assertThat(tasks.next()).isSameAs(again);
    tasks.release(again);
    assertThat(tasks.next()).isSameAs(more);
  }

  @Test
  void lossOfATaskThatWaitsForAnotherWithItsIdLetsNoThirdIn() throws InterruptedException {
    TakenTask former = add("a");
    assertThat(tasks.next()).isSameAs(former);
    TakenTask lost = add("a");
    TakenTask third = add("a");
    TakenTask other = add("b");
    assertThat(tasks.withdraw(lost)).isTrue();
    tasks.release(lost);
    assertThat(tasks.next()).isSameAs(other);
    assertThat(tasks.stop()).as("not given to the run").containsExactly(third);
  }

  @Test
  void onlyWhatTheRunHasNotTakenCanBeWithdrawn() throws InterruptedException {
    TakenTask first = add("a");
    TakenTask second = add("b");
    TakenTask later = add("a");
    assertThat(tasks.next()).isSameAs(first);
    assertThat(tasks.withdraw(first)).isFalse();
    assertThat(tasks.withdraw(second)).isTrue();
    assertThat(tasks.withdraw(later)).isTrue();
    tasks.release(second);
    tasks.release(later);
    assertThat(tasks.all()).containsExactly(first);
  }

  @Test
  void leasesThatEndSoonAreFoundOnce() {
    TakenTask task = add("a");
    Duration margin = Duration.ofSeconds(3);
    now = 6 * SECOND;
    assertThat(tasks.endingLeases(margin)).isEmpty();
    now = 7 * SECOND;
    assertThat(tasks.endingLeases(margin)).containsExactly(task);
    task.renewed(20 * SECOND);
    assertThat(tasks.endingLeases(margin)).isEmpty();
    now = 18 * SECOND;
    assertThat(task.stopBecause(TakenTask.Stop.UNSURE)).isTrue();
    assertThat(tasks.endingLeases(margin)).isEmpty();
    assertThat(tasks.stopping()).containsExactly(task);
    assertThat(tasks.of(server)).as("renewed when the server is back").containsExactly(task);
    tasks.ended(task);
    assertThat(tasks.stopping()).isEmpty();
  }

  @Test
  void attemptThatIsOverIsNotStopped() {
    TakenTask task = add("a");
    tasks.ended(task);
    now = 9 * SECOND;
    assertThat(tasks.endingLeases(Duration.ofSeconds(3))).isEmpty();
    assertThat(tasks.of(server)).containsExactly(task);
  }

  @Test
  void endsForAServerThatIsAwayTakeNoRoomFromOthers() {
    for (String id : List.of("a", "b", "c", "d")) {
      tasks.ended(add(id));
    }
    assertThat(tasks.room()).isZero();
    tasks.setAway(other, true);
    assertThat(tasks.room()).isZero();
    tasks.setAway(server, true);
    assertThat(tasks.room()).isEqualTo(4);
    tasks.setAway(server, false);
    assertThat(tasks.room()).isZero();
    tasks.all().forEach(tasks::release);
    tasks.setAway(server, true);
    assertThat(tasks.room()).isGreaterThanOrEqualTo(4);
  }

  @Test
  void memoryBoundsHowManyAreHeldAhead() {
    for (int i = 0; i < 1000; i++) {
      tasks.release(add("quick" + i));
    }
    int room = tasks.room();
    assertThat(room).isGreaterThan(900);
    List<TakenTask> longOnes = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      longOnes.add(task(server, "long" + i, 30 << 20));
      assertThat(tasks.add(longOnes.get(i))).isTrue();
    }
    assertThat(tasks.room()).isOne();
    longOnes.forEach(tasks::release);
    assertThat(tasks.room()).isGreaterThan(900);
  }

  @Test
  void stopReturnsWhatTheRunHasNotTakenAndLetsNothingIn() throws InterruptedException {
    TakenTask running = add("a");
    assertThat(tasks.next()).isSameAs(running);
    TakenTask waiting = add("b");
    TakenTask later = add("a");
    assertThat(tasks.stop()).containsExactly(waiting, later);
    assertThat(tasks.room()).isZero();
    assertThat(tasks.awaitRoom()).isZero();
    assertThatThrownBy(tasks::next).isInstanceOf(InterruptedException.class);
    assertThat(tasks.add(task(server, "c", 1))).isFalse();
    assertThat(tasks.size()).isEqualTo(4);
    assertThat(tasks.awaitEmpty(Duration.ZERO)).isFalse();
    tasks.all().forEach(tasks::release);
    assertThat(tasks.awaitEmpty(Duration.ZERO)).isTrue();
  }

  @Test
  void thousandsOfHeldTasksCostLittle() {
    for (int i = 0; i < 4096; i++) {
      TakenTask unused = add("t" + i);
    }
    long begin = System.nanoTime();
    for (TakenTask each : tasks.all()) {
      boolean unused = tasks.withdraw(each);
      tasks.release(each);
    }
    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(5));
    assertThat(tasks.size()).isZero();
  }

  @Test
  void reasonsToStopHaveAnOrder() {
    TakenTask task = add("a");
    assertThat(task.stopBecause(TakenTask.Stop.CANCELLED)).isTrue();
    assertThat(task.stopBecause(TakenTask.Stop.CANCELLED)).isFalse();
    assertThat(task.stopBecause(TakenTask.Stop.UNSURE)).isTrue();
    assertThat(task.stopBecause(TakenTask.Stop.CANCELLED)).isFalse();
    assertThat(task.stopBecause(TakenTask.Stop.LOST)).isTrue();
    assertThat(task.stopBecause(TakenTask.Stop.UNSURE)).isFalse();
    assertThat(task.stop()).isEqualTo(TakenTask.Stop.LOST);
  }
}
