import dev.reeve.protocol.RawJson;
import dev.reeve.supervisor.RunSummary;
import dev.reeve.supervisor.Supervisor;
import dev.reeve.supervisor.Task;
import dev.reeve.supervisor.TaskResult;
import java.util.concurrent.CompletableFuture;

/** A pool of two workers inside a program of one's own. */
public final class Embed {
  private Embed() {}

  public static void main(String[] args) throws Exception {
    try (Supervisor supervisor = Supervisor.builder().workers(2).start()) {
      CompletableFuture<TaskResult> hash =
          supervisor.submit(
              Task.of(1, "licence", "file/sha256", RawJson.parse("{\"path\": \"LICENSE\"}")));
      CompletableFuture<TaskResult> failure =
          supervisor.submit(Task.of(2, "nap", "sleep", RawJson.parse("{\"duration\": \"soon\"}")));
      System.out.println(hash.get().status() + " " + hash.get().result());
      System.out.println(failure.get().status() + " " + failure.get().error().message());
      RunSummary summary = supervisor.finish();
      System.out.println(summary.workers().size() + " workers, exit codes of all known");
    }
  }
}
