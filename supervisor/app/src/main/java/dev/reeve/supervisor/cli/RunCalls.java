package dev.reeve.supervisor.cli;

import dev.reeve.supervisor.cli.terminal.Terminal;
import dev.reeve.supervisor.control.ControlAnswer;
import dev.reeve.supervisor.control.RunControl;
import dev.reeve.supervisor.control.RunLabel;
import dev.reeve.supervisor.run.TaskRun;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The calls of the socket of a run.
 *
 * @param jobName null if the job has none
 */
record RunCalls(TaskRun run, OptionValues values, @Nullable String jobName, Terminal terminal)
    implements RunControlThread.Calls {

  @Override
  public Function<byte[], CompletableFuture<ControlAnswer>> open() {
    long pid = ProcessHandle.current().pid();
    Instant start = ProcessHandle.current().info().startInstant().orElseGet(Instant::now);
    String folder = Path.of("").toAbsolutePath().toString();
    RunLabel label = new RunLabel(pid, RunName.of(values, jobName), command(), folder, start);
    return new RunControl(run, label, this::tell)::answer;
  }

  private String command() {
    if (values.has(EachOptions.EACH)) {
      return "each";
    }
    return BrokerOptions.isGiven(values) ? "work" : "run";
  }

  private void tell(String message) {
    if (!new Verbosity(values).isQuiet()) {
      terminal.message(message);
    }
  }
}
