import dev.reeve.json.Json;
import dev.reeve.supervisor.Supervisor;
import dev.reeve.supervisor.TaskException;
import dev.reeve.supervisor.TaskFuture;
import dev.reeve.worker.TaskContext;
import dev.reeve.worker.TaskHandler;
import java.util.List;
import java.util.concurrent.ExecutionException;

/** A pool of two workers inside a program of one's own. */
public final class Embed {
  private Embed() {}

  /** Runs in the workers. */
  static final class Square implements TaskHandler<Integer, Integer> {
    @Override
    public Integer handle(Integer number, TaskContext context) {
      return number * number;
    }
  }

  public static void main(String[] args) throws Exception {
    try (Supervisor supervisor = Supervisor.builder().workers(2).start()) {
      TaskFuture<Integer> square = supervisor.submit(Square.class, 12);
      TaskFuture<Json> hash = supervisor.submit("file/sha256", Json.of("{\"path\": \"LICENSE\"}"));
      TaskFuture<Json> nap = supervisor.submit("sleep", Json.of("{\"duration\": \"soon\"}"));
      System.out.println(square.get() + " " + hash.get());
      try {
        nap.get();
      } catch (ExecutionException e) {
        System.out.println(((TaskException) e.getCause()).result().error().message());
      }
      for (int each : supervisor.map(Square.class, List.of(1, 2, 3))) {
        System.out.println(each);
      }
    }
  }
}
