import dev.reeve.supervisor.Supervisor;
import dev.reeve.worker.TaskContext;
import dev.reeve.worker.TaskHandler;
import java.util.stream.IntStream;

/** Squares of the numbers 1 to 20, by a pool of four. */
public final class Squares {
  private Squares() {}

  /** One of them. */
  static final class Square implements TaskHandler<Integer, Integer> {
    @Override
    public Integer handle(Integer number, TaskContext context) {
      return number * number;
    }
  }

  public static void main(String[] args) {
    try (Supervisor supervisor = Supervisor.builder().workers(4).start()) {
      for (int square : supervisor.map(Square.class, IntStream.rangeClosed(1, 20).boxed())) {
        System.out.println(square);
      }
    }
  }
}
