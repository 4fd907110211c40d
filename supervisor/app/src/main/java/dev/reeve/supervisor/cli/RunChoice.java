package dev.reeve.supervisor.cli;

import dev.reeve.supervisor.cli.control.RunningRun;
import dev.reeve.text.Quote;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Finds the run that a person means: by its process id, by its name, or by the beginning of its
 * name. The first of these that any run has decides.
 */
final class RunChoice {
  private RunChoice() {}

  /**
   * Returns the run.
   *
   * @param wanted null if none was named, which is enough if there is only one
   */
  static RunningRun of(List<RunningRun> runs, @Nullable String wanted)
      throws CommandAbortedException {
    if (runs.isEmpty()) {
      throw new CommandAbortedException(
          ExitCodes.NO_SUCH_RUN,
          "no run of this user goes on; one can be found a second after its start");
    }
    if (wanted == null) {
      return one(runs, "several runs go on");
    }
    for (Predicate<RunningRun> rule : rules(wanted)) {
      List<RunningRun> found = runs.stream().filter(rule).toList();
      if (!found.isEmpty()) {
        return one(found, "several runs match " + Quote.of(wanted));
      }
    }
    throw new CommandAbortedException(
        ExitCodes.NO_SUCH_RUN, "no run matches " + Quote.of(wanted) + "; there are:" + list(runs));
  }

  private static List<Predicate<RunningRun>> rules(String wanted) {
    return List.of(
        run -> Long.toString(run.pid()).equals(wanted),
        run -> name(run).equals(wanted),
        run -> name(run).startsWith(wanted));
  }

  private static RunningRun one(List<RunningRun> runs, String problem)
      throws CommandAbortedException {
    if (runs.size() > 1) {
      throw new CommandAbortedException(
          ExitCodes.USAGE, problem + "; name one by its process id:" + list(runs));
    }
    return runs.get(0);
  }

  private static String list(List<RunningRun> runs) {
    StringBuilder list = new StringBuilder();
    for (RunningRun run : runs) {
      list.append("\n  ").append(run.pid()).append(' ').append(name(run));
    }
    return list.toString();
  }

  /** Returns the name of a run; empty if it does not answer. */
  private static String name(RunningRun run) {
    return run.status() == null ? "" : run.status().label().name();
  }
}
