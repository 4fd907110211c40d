import dev.reeve.supervisor.Supervisor;
import dev.reeve.supervisor.TaskProcess;
import dev.reeve.worker.TaskContext;
import dev.reeve.worker.TaskHandler;
import java.util.ArrayList;
import java.util.List;

/** Five named workers, each a process of its own, started and joined. */
public final class NamedWorkers {
  private NamedWorkers() {}

  /** The handler that each of them calls. */
  static final class Greet implements TaskHandler<String, String> {
    @Override
    public String handle(String name, TaskContext context) {
      return "hello from " + name + ", process " + ProcessHandle.current().pid();
    }
  }

  public static void main(String[] args) throws Exception {
    try (Supervisor supervisor = Supervisor.builder().totalTasks(0).start()) {
      List<TaskProcess<String>> workers = new ArrayList<>();
      for (int i = 1; i <= 5; i++) {
        String name = "worker-" + i;
        workers.add(supervisor.process(name, Greet.class, name).start());
      }
      for (TaskProcess<String> worker : workers) {
        worker.join();
        System.out.println(worker.result().get() + ", exit code " + worker.exitCode());
      }
    }
  }
}
