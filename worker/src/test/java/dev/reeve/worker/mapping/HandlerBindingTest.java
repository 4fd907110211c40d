package dev.reeve.worker.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reeve.json.Json;
import dev.reeve.worker.TaskContext;
import dev.reeve.worker.TaskHandler;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Requests and results as the one who has a handler called sees them. */
class HandlerBindingTest {
  record Question(String text) {}

  record Answer(int number) {
    public boolean isEven() {
      return number % 2 == 0;
    }
  }

  static final class Asks implements TaskHandler<Question, Answer> {
    @Override
    public Answer handle(Question request, TaskContext context) {
      return new Answer(request.text().length());
    }
  }

  static final class AsksNothing implements TaskHandler<Void, Void> {
    @Override
    public @Nullable Void handle(Void request, TaskContext context) {
      return null;
    }
  }

  /** Can be written, as {@code {"asInt":1}}, but not be read. */
  static final class AsksSupplier implements TaskHandler<AsksSupplier.Supplier, Void> {
    interface Supplier extends IntSupplier {
      int getNumber();
    }

    @Override
    public @Nullable Void handle(Supplier request, TaskContext context) {
      return null;
    }
  }

  private final HandlerBinding asks = new HandlerBinding(Asks.class);

  @Test
  void a_request_is_written_and_a_result_is_read() {
    assertThat(asks.writeRequest(new Question("why"))).hasToString("{\"text\":\"why\"}");
    assertThat(asks.readResult(Json.parse("{\"number\":3}"))).isEqualTo(new Answer(3));
  }

  @Test
  void only_the_components_of_a_record_are_sent() throws Exception {
    Json written = TypeBinding.of(Answer.class).write(new Answer(3), "result");
    assertThat(written).hasToString("{\"number\":3}");
    assertThat(asks.readResult(written)).isEqualTo(new Answer(3));
    assertThat(TypeBinding.of(Answer.class).writeLoosely(new Answer(3), "result"))
        .isEqualTo(written);
  }

  @Test
  void a_result_may_tell_more_than_its_type_takes() {
    assertThat(asks.readResult(Json.parse("{\"number\":3,\"even\":false}")))
        .isEqualTo(new Answer(3));
  }

  @Test
  void a_request_that_the_handler_could_not_read_is_refused_before_it_is_sent() {
    AsksSupplier.Supplier number =
        new AsksSupplier.Supplier() {
          @Override
          public int getNumber() {
            return 1;
          }

          @Override
          public int getAsInt() {
            return 1;
          }
        };
    assertThatThrownBy(() -> new HandlerBinding(AsksSupplier.class).writeRequest(number))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(
            "the request can't be sent to " + AsksSupplier.class.getName() + ": request: ");
  }

  @Test
  void null_is_refused_before_it_is_sent_unless_the_handler_takes_it() {
    asks.writeRequest(new Question("why"));
    assertThatThrownBy(() -> asks.writeRequest(null))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageEndingWith(": request: must not be null");
    assertThat(new HandlerBinding(AsksNothing.class).writeRequest(null)).isEqualTo(Json.NULL);
  }

  @Test
  void a_result_of_another_type_is_refused_with_the_place() {
    assertThatThrownBy(() -> asks.readResult(Json.parse("{\"number\":\"x\"}")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(
            "the result of " + Asks.class.getName() + " can't be read: result.number: ");
  }
}
