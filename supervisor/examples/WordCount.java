import dev.reeve.shared.SharedMap;
import dev.reeve.shared.SharedObjects;
import dev.reeve.supervisor.Supervisor;
import dev.reeve.worker.TaskContext;
import dev.reeve.worker.TaskHandler;
import java.util.List;
import java.util.TreeMap;

/** A dictionary filled by a pool: how often each word comes in some lines. */
public final class WordCount {
  private static final List<String> LINES =
      List.of(
          "the quick brown fox jumps over the lazy dog",
          "the dog sleeps",
          "the fox is quick and the dog is not");

  private WordCount() {}

  private static SharedMap<String, Integer> words(SharedObjects shared) {
    return shared.map("words", String.class, Integer.class);
  }

  /** Counts the words of one line into the dictionary that all workers share. */
  static final class CountLine implements TaskHandler<String, Void> {
    @Override
    public Void handle(String line, TaskContext context) {
      SharedMap<String, Integer> words = words(context.shared());
      for (String word : line.split(" ")) {
        words.add(word, 1); // one step, whoever else adds to the same word
      }
      return null;
    }
  }

  public static void main(String[] args) {
    try (Supervisor supervisor = Supervisor.builder().workers(4).start()) {
      supervisor.map(CountLine.class, LINES).toList();
      new TreeMap<>(words(supervisor.shared()).toMap())
          .forEach((word, count) -> System.out.println(word + " " + count));
    }
  }
}
