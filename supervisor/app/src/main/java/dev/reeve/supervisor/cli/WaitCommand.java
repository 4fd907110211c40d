package dev.reeve.supervisor.cli;

import dev.reeve.supervisor.cli.terminal.Streams;
import java.io.IOException;
import java.util.List;

/** The command {@code wait}: prints the records of tasks in the order in which they are named. */
final class WaitCommand {
  private final OptionValues values;
  private final Streams streams;

  WaitCommand(OptionValues values, Streams streams) {
    this.values = values;
    this.streams = streams;
  }

  /** Waits for all; returns the exit code. */
  int call() throws IOException, CommandAbortedException {
    List<String> ids = values.all(ServerOptions.IDS);
    if (ids.isEmpty()) {
      throw new CommandAbortedException(
          ExitCodes.USAGE, "no task is named; for example: reeve wait picture-7");
    }
    TaskWait wait = new TaskWait(ServerCalls.of(values), streams);
    int exitCode = ExitCodes.OK;
    for (String id : ids) {
      exitCode = Math.max(exitCode, wait.await(id));
    }
    return exitCode;
  }
}
