package dev.reeve.supervisor.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.reeve.supervisor.Supervisor;
import dev.reeve.worker.TaskContext;
import dev.reeve.worker.TaskHandler;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The mistakes that the page for Java programs shows with their messages. */
class MistakesIT {
  private static final Path PAGE = Reeve.TOP.resolve("supervisor/docs/java.md");

  static @Nullable Map<String, Integer> prices;

  /** Is not static. */
  @SuppressWarnings("ClassCanBeStatic") // that is the mistake
  final class Blur implements TaskHandler<Integer, Integer> {
    @Override
    public Integer handle(Integer radius, TaskContext context) {
      return radius;
    }
  }

  record Order(int number, Object price) {}

  /** Has a request with a type that tells nothing. */
  static final class Send implements TaskHandler<Order, Integer> {
    @Override
    public Integer handle(Order order, TaskContext context) {
      return order.number();
    }
  }

  /** Uses what only the program has set. */
  static final class Price implements TaskHandler<String, Integer> {
    @Override
    public Integer handle(String name, TaskContext context) {
      return prices.get(name);
    }
  }

  /** Waits for a task like itself, without an end. */
  static final class Tree implements TaskHandler<Integer, Integer> {
    @Override
    public Integer handle(Integer depth, TaskContext context) {
      return context.submit(Tree.class, depth + 1).join();
    }
  }

  @Test
  void each_has_the_message_that_the_page_shows() throws Exception {
    prices = Map.of("tea", 3);
    Supervisor pool = Supervisor.builder().workers(1).log((level, message) -> {}).start();
    try (pool) {
      assertShown(() -> pool.submit(Blur.class, 3).get());
      assertShown(() -> pool.submit(Send.class, new Order(1, Duration.ofDays(1))).get());
      assertShown(() -> pool.submit(Price.class, "tea").get());
      assertShown(() -> pool.submit(Tree.class, 0).get());
    }
    assertShown(() -> pool.submit(Price.class, "tea").get());
  }

  private static void assertShown(Callable<?> mistake) throws IOException {
    Throwable thrown = catchThrowable(mistake::call);
    assertThat(thrown).isNotNull();
    Throwable shown = thrown instanceof ExecutionException ? thrown.getCause() : thrown;
    String text = String.valueOf(shown).replace(MistakesIT.class.getName(), "com.example.Shop");
    assertThat(Files.readString(PAGE)).contains("\n    " + text + "\n");
  }
}
