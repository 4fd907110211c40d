import dev.reeve.shared.SharedObjects;
import dev.reeve.shared.SharedQueue;
import dev.reeve.supervisor.Supervisor;
import dev.reeve.supervisor.TaskProcess;
import dev.reeve.worker.TaskContext;
import dev.reeve.worker.TaskHandler;
import java.util.ArrayList;
import java.util.List;

/**
 * A queue between a writer and a reader, each a process of its own. It has room for three: a writer
 * that is faster waits for the reader.
 */
public final class WriterAndReader {
  private WriterAndReader() {}

  /** All get the queue by its name; whoever comes first makes it. */
  private static SharedQueue<String> messages(SharedObjects shared) {
    return shared.queue("messages", 3, String.class);
  }

  /** Writes so many messages. */
  static final class Write implements TaskHandler<Integer, Integer> {
    @Override
    public Integer handle(Integer count, TaskContext context) throws InterruptedException {
      SharedQueue<String> messages = messages(context.shared());
      for (int i = 1; i <= count; i++) {
        messages.put("message " + i);
      }
      return count;
    }
  }

  /** Reads until the queue is closed. */
  static final class Read implements TaskHandler<String, List<String>> {
    @Override
    public List<String> handle(String reader, TaskContext context) throws InterruptedException {
      SharedQueue<String> messages = messages(context.shared());
      List<String> read = new ArrayList<>();
      for (String next; (next = messages.takeUnlessClosed()) != null; ) {
        read.add(reader + " has read " + next);
      }
      return read;
    }
  }

  public static void main(String[] args) throws Exception {
    try (Supervisor supervisor = Supervisor.builder().totalTasks(0).start()) {
      TaskProcess<Integer> writer = supervisor.process("writer", Write.class, 10).start();
      TaskProcess<List<String>> reader = supervisor.process("reader", Read.class, "bob").start();
      SharedQueue<String> messages = messages(supervisor.shared());
      // however one of them ends, the other does not wait for it
      writer.result().whenComplete((count, failure) -> messages.close());
      reader.result().whenComplete((read, failure) -> messages.close());
      reader.result().get().forEach(System.out::println);
      System.out.println(writer.result().get() + " messages written");
    }
  }
}
