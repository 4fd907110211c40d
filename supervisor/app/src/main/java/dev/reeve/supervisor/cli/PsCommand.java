package dev.reeve.supervisor.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.reeve.supervisor.cli.control.RunningRun;
import dev.reeve.supervisor.cli.terminal.Streams;
import dev.reeve.supervisor.control.RunStatus;
import dev.reeve.supervisor.control.ServerLabel;
import dev.reeve.text.Printable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The command {@code ps}: columns with a heading on a terminal, and without one, divided by tabs,
 * elsewhere.
 */
final class PsCommand {
  private static final List<String> HEADING =
      List.of("PID", "SINCE", "DONE", "FAILED", "STATE", "NAME");

  private final OptionValues values;
  private final Streams streams;

  PsCommand(OptionValues values, Streams streams) {
    this.values = values;
    this.streams = streams;
  }

  /** Lists runs and servers; returns the exit code. */
  int call() throws IOException {
    List<RunningRun> runs = RunningRun.all(StateFolder.socketsOfThisProcess());
    boolean onTerminal = streams.terminalInfo().outTerminal();
    String text =
        values.get(ControlOptions.OUTPUT) == OutputOptions.Output.JSONL
            ? json(runs)
            : table(runs, onTerminal);
    streams.out().write(text.getBytes(UTF_8));
    for (RunningRun run : runs) {
      if (run.problem() != null) {
        streams.say("run " + run.pid() + " does not answer: " + run.problem());
      }
    }
    return ExitCodes.OK;
  }

  private static String json(List<RunningRun> runs) {
    StringBuilder text = new StringBuilder();
    for (RunningRun run : runs) {
      if (run.json() != null) {
        text.append(run.json()).append('\n');
      }
    }
    return text.toString();
  }

  static String table(List<RunningRun> runs, boolean onTerminal) {
    List<List<String>> rows = new ArrayList<>();
    if (onTerminal && !runs.isEmpty()) {
      rows.add(HEADING);
    }
    for (RunningRun run : runs) {
      rows.add(row(run, onTerminal));
    }
    StringBuilder text = new StringBuilder();
    for (List<String> row : rows) {
      text.append(onTerminal ? aligned(row, rows) : String.join("\t", row)).append('\n');
    }
    return text.toString();
  }

  private static List<String> row(RunningRun run, boolean onTerminal) {
    String pid = Long.toString(run.pid());
    RunStatus status = run.status();
    if (status == null) {
      return List.of(pid, "-", "-", "-", "no answer", "-");
    }
    return List.of(
        pid,
        onTerminal ? RunText.age(status) : status.label().startedAt().toString(),
        RunText.done(status.tasks()),
        Long.toString(status.tasks().failed()),
        status.state().word(),
        name(status));
  }

  /** Returns the name of a run; of a server, its address and the place of its queue. */
  private static String name(RunStatus status) {
    ServerLabel server = status.label().server();
    if (server == null) {
      return RunText.name(status);
    }
    String queue = server.queue() == null ? "in memory" : "in " + server.queue();
    return Printable.onOneLine("serve at " + server.address() + ", queue " + queue);
  }

  private static String aligned(List<String> row, List<List<String>> rows) {
    StringBuilder line = new StringBuilder();
    for (int column = 0; column < row.size() - 1; column++) {
      int width = 0;
      for (List<String> other : rows) {
        width = Math.max(width, other.get(column).length());
      }
      String cell = row.get(column);
      line.append(cell).append(" ".repeat(width - cell.length() + 2));
    }
    return line.append(row.get(row.size() - 1)).toString();
  }
}
