package dev.reeve.worker.runtime;

import static dev.reeve.worker.runtime.Conversation.task;
import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.protocol.ToWorker;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tasks that are objects of the program: instances of Callable and Runnable. */
class CallableTaskTest {
  private WorkerUnderTest worker;

  @BeforeEach
  void start() throws Exception {
    worker = WorkerUnderTest.ready();
    for (Class<?> type :
        List.of(Days.class, Check.class, Ping.class, Side.class, Unmade.class, Days.class)) {
      worker
          .talk()
          .send(
              new ToWorker.RegisterHandlers(
                  Map.of(type.getSimpleName(), type.getName()), Map.of()));
    }
  }

  @AfterEach
  void end() throws Exception {
    worker.close();
  }

  /** Has state. */
  private record Days(LocalDate from, int count) implements Callable<List<LocalDate>> {
    @Override
    public List<LocalDate> call() {
      return from.datesUntil(from.plusDays(count)).toList();
    }
  }

  /** Has no result. */
  private record Check(int number) implements Runnable {
    @Override
    public void run() {
      if (number < 0) {
        throw new IllegalArgumentException("negative: " + number);
      }
    }
  }

  /** Has no state. */
  private static final class Ping implements Callable<String> {
    @Override
    public String call() {
      return "pong";
    }
  }

  /** Is one of a few. */
  private enum Side implements Callable<Integer> {
    LEFT,
    RIGHT {
      @Override
      public Integer call() {
        return 1;
      }
    };

    @Override
    public Integer call() {
      return -1;
    }
  }

  /** Has no state, and cannot be made. */
  private static final class Unmade implements Runnable {
    Unmade() {
      throw new IllegalStateException("not today");
    }

    @Override
    public void run() {}
  }

  @Test
  void a_record_is_read_and_its_result_written_as_the_type_that_it_declares() throws Exception {
    worker.talk().send(task(1, "Days", "{\"from\":\"2024-02-28\",\"count\":2}"));
    worker.talk().started(1);
    assertThat(worker.talk().success(1).result()).hasToString("[\"2024-02-28\",\"2024-02-29\"]");
  }

  @Test
  void a_runnable_ends_with_null_or_with_its_exception() throws Exception {
    worker.talk().send(task(1, "Check", "{\"number\":1}"), task(2, "Check", "{\"number\":-1}"));
    worker.talk().started(1);
    assertThat(worker.talk().success(1).result()).hasToString("null");
    worker.talk().started(2);
    assertThat(worker.talk().failure(2).error().data().stack())
        .contains("IllegalArgumentException: negative: -1", "Check.run");
  }

  @Test
  void a_task_without_state_is_made_in_the_worker() throws Exception {
    worker.talk().send(task(1, "Ping", "{}"));
    worker.talk().started(1);
    assertThat(worker.talk().success(1).result()).hasToString("\"pong\"");
  }

  @Test
  void a_task_whose_constructor_throws_fails_with_that() throws Exception {
    worker.talk().send(task(1, "Unmade", "{}"));
    worker.talk().started(1);
    assertThat(worker.talk().failure(1).error().data().type())
        .isEqualTo("java.lang.IllegalStateException");
  }

  @Test
  void a_constant_of_an_enum_is_called() throws Exception {
    worker.talk().send(task(1, "Side", "\"LEFT\""), task(2, "Side", "\"RIGHT\""));
    worker.talk().started(1);
    assertThat(worker.talk().success(1).result()).hasToString("-1");
    worker.talk().started(2);
    assertThat(worker.talk().success(2).result()).hasToString("1");
  }

  @Test
  void a_field_that_the_task_does_not_have_is_refused() throws Exception {
    worker.talk().send(task(1, "Check", "{\"number\":1,\"other\":2}"));
    worker.talk().started(1);
    assertThat(worker.talk().failure(1).error().message()).contains("other");
  }
}
