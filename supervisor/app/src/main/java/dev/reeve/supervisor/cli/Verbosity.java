package dev.reeve.supervisor.cli;

import dev.reeve.supervisor.model.SupervisorLog.Level;

/** How much is said on standard error. */
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
