package dev.reeve.supervisor.cli;

import dev.reeve.supervisor.cli.terminal.Terminal;
import dev.reeve.supervisor.model.SupervisorLog;
import dev.reeve.supervisor.model.SupervisorLog.Level;

/** The options that set how much is written to standard error. */
final class Verbosity {
  private final OptionValues values;

  Verbosity(OptionValues values) {
    this.values = values;
  }

  boolean isQuiet() {
    return values.has(OptionTable.QUIET);
  }

  boolean isVerbose() {
    return values.has(OptionTable.VERBOSE);
  }

  boolean shows(Level level) {
    return level.compareTo(least()) >= 0;
  }

  /** Returns a log that writes what it shows to a terminal. */
  SupervisorLog log(Terminal terminal) {
    return (level, message) -> {
      if (shows(level)) {
        terminal.message(message);
      }
    };
  }

  /** Returns how much is told of the end of a run. */
  RunReport.Detail detail() {
    if (isQuiet()) {
      return RunReport.Detail.NOTHING;
    }
    return isVerbose() ? RunReport.Detail.WORKERS : RunReport.Detail.TOTALS;
  }

  private Level least() {
    if (isQuiet()) {
      return Level.ERROR;
    }
    return switch (values.count(OptionTable.VERBOSE)) {
      case 0 -> Level.WARNING;
      case 1 -> Level.INFO;
      default -> Level.DEBUG;
    };
  }
}
