package dev.reeve.supervisor.cli;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/**
 * What is said of wrong arguments. In a class of its own, so that a run whose arguments are right
 * loads nothing of picocli, whose classes no archive takes in.
 */
final class UsageError {
  private UsageError() {}

  static RuntimeException of(CommandSpec spec, String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
