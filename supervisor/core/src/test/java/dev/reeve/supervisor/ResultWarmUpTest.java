package dev.reeve.supervisor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.reeve.json.Json;
import dev.reeve.worker.TaskContext;
import dev.reeve.worker.TaskHandler;
import dev.reeve.worker.mapping.HandlerBinding;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Which calls have the reading of results prepared. */
class ResultWarmUpTest {
  private final List<Runnable> preparations = new ArrayList<>();
  private final ResultWarmUp warmUp = new ResultWarmUp(preparations::add);

  record Page(int number) {
    Page {
      if (number == 0) {
        throw new IllegalArgumentException("made in vain");
      }
    }
  }

  abstract static class Handler<R> implements TaskHandler<String, R> {
    @Override
    public @Nullable R handle(String request, TaskContext context) {
      return null;
    }
  }

  static final class OfPage extends Handler<Page> {}

  static final class OfThread extends Handler<Thread> {}

  static final class OfJson extends Handler<Json> {}

  static final class OfVoid extends Handler<Void> {}

  static final class OfLong extends Handler<Long> {}

  static final class OfInteger extends Handler<Integer> {}

  private void expect(Class<? extends Handler<?>> handler) {
    warmUp.expect(new HandlerBinding(handler));
  }

  @Test
  void the_first_call_whose_result_the_mapper_reads_has_it_prepared() {
    expect(OfInteger.class);
    expect(OfPage.class);
    expect(OfPage.class);
    expect(OfThread.class);
    assertThat(preparations).hasSize(1);
    assertThatCode(preparations.get(0)::run).doesNotThrowAnyException();
  }

  @Test
  void results_that_need_no_mapper_have_nothing_prepared() {
    expect(OfJson.class);
    expect(OfVoid.class);
    expect(OfLong.class);
    expect(OfInteger.class);
    assertThat(preparations).isEmpty();
  }

  @Test
  void a_type_that_cannot_be_read_is_no_fault_of_the_preparation() {
    expect(OfThread.class);
    assertThatCode(preparations.get(0)::run).doesNotThrowAnyException();
  }
}
