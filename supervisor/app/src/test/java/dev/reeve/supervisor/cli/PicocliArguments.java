package dev.reeve.supervisor.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** The arguments of {@code run}, read by picocli. */
final class PicocliArguments {
  private PicocliArguments() {}

  /**
   * Returns what the arguments say; null if there is no run, because they are wrong or for help.
   */
  static @Nullable OptionValues read(String... arguments) {
    CommandLine all = new CommandTree(new Capture().streams(), null, arguments).commandLine();
    try {
      all.parseArgs(arguments);
    } catch (ParameterException e) {
      return null;
    }
    CommandLine run = all.getSubcommands().get("run");
    OptionValues values = OptionSpecs.read(OptionTable.RUN, run.getCommandSpec());
    boolean runs = !run.isUsageHelpRequested() && new OutputOptions(values).conflict() == null;
    return runs ? values : null;
  }
}
