package dev.reeve.worker.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reeve.json.Json;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;

class CallableTypesTest {
  private record Twice(int number) implements Callable<Integer> {
    @Override
    public Integer call() {
      return 2 * number;
    }
  }

  private static final class Stateless implements Runnable {
    static final StringBuilder RUNS = new StringBuilder();

    @Override
    public void run() {
      RUNS.append("once");
    }
  }

  private enum Side implements Callable<Integer> {
    LEFT {
      @Override
      public Integer call() {
        return 1;
      }
    }
  }

  /** Has a field that would not arrive. */
  private static final class Secretive implements Runnable {
    private final Object secret = new Object();

    @Override
    public void run() {
      assertThat(secret).isNotNull();
    }
  }

  private abstract static class Listing<T> implements Callable<List<T>> {}

  private static final class Days extends Listing<LocalDate> {
    @Override
    public List<LocalDate> call() {
      return List.of();
    }
  }

  private final class Inner implements Runnable {
    @Override
    public void run() {
      assertThat(CallableTypesTest.this).isNotNull();
    }
  }

  @Test
  void the_request_of_a_task_with_state_is_the_task_itself() {
    HandlerBinding binding = HandlerBinding.ofCallable(Twice.class);
    assertThat(binding.writeRequest(CallableTypes.sent(new Twice(3))))
        .hasToString("{\"number\":3}");
    assertThat(binding.readResult(Json.of("6"))).isEqualTo(6);
  }

  @Test
  void a_task_without_state_is_sent_as_an_empty_object() {
    HandlerBinding binding = HandlerBinding.ofCallable(Stateless.class);
    assertThat(binding.writeRequest(CallableTypes.sent(new Stateless()))).hasToString("{}");
    assertThat(binding.readResult(Json.NULL)).isNull();
  }

  @Test
  void a_constant_of_an_enum_is_sent_by_its_name_also_if_it_has_a_body() {
    assertThat(CallableTypes.typeOf(Side.LEFT)).isEqualTo(Side.class);
    assertThat(HandlerBinding.ofCallable(Side.class).writeRequest(CallableTypes.sent(Side.LEFT)))
        .hasToString("\"LEFT\"");
  }

  @Test
  void a_field_that_would_not_arrive_is_refused_with_its_name() {
    HandlerBinding binding = HandlerBinding.ofCallable(Secretive.class);
    assertThatThrownBy(() -> binding.writeRequest(CallableTypes.sent(new Secretive())))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("Secretive")
        .hasMessageContaining("secret");
  }

  @Test
  void the_result_has_the_type_that_a_base_class_declares() {
    assertThat(HandlerBinding.ofCallable(Days.class).readResult(Json.of("[\"2024-02-29\"]")))
        .isEqualTo(List.of(LocalDate.of(2024, 2, 29)));
  }

  @Test
  void classes_that_use_what_surrounds_them_are_bound() {
    int captured = hashCode();
    Runnable capturing =
        new Runnable() {
          @Override
          public void run() {
            assertThat(captured).isZero();
          }
        };
    record Local(int number) {}
    assertThat(CallableTypes.isBound(capturing.getClass())).isTrue();
    assertThat(CallableTypes.isBound(Inner.class)).isTrue();
    assertThat(CallableTypes.isBound(Stateless.class)).isFalse();
    assertThat(CallableTypes.isBound(Local.class)).isFalse();
    assertThat(CallableTypes.isBound(CallableTypes.typeOf(Side.LEFT))).isFalse();
  }
}
