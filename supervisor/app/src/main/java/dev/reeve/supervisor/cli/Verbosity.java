package dev.reeve.supervisor.cli;

import dev.reeve.supervisor.model.SupervisorLog.Level;
import picocli.CommandLine.Option;

/** How much is said on standard error. */
final class Verbosity {

  @Option(
      names = {"-q", "--quiet"},
      description = "Errors only, and no closing summary.")
  private boolean quiet;

  @Option(
      names = {"-v", "--verbose"},
      description = "Say more; twice: say all.")
  private boolean[] verbose = {};

  /** As if the user had asked for it. */
  void beQuiet() {
    quiet = true;
  }

  boolean isQuiet() {
    return quiet;
  }

  boolean isVerbose() {
    return verbose.length > 0;
  }

  boolean shows(Level level) {
    return level.compareTo(least()) >= 0;
  }

  private Level least() {
    if (quiet) {
      return Level.ERROR;
    }
    return switch (verbose.length) {
      case 0 -> Level.WARNING;
      case 1 -> Level.INFO;
      default -> Level.DEBUG;
    };
  }
}
