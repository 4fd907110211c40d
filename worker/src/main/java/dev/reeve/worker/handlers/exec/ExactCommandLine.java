package dev.reeve.worker.handlers.exec;

import java.util.List;
import org.apache.commons.exec.CommandLine;

/**
 * A command line whose arguments reach the program character by character. The base class trims the
 * program's name and turns its backslashes, and quotes arguments.
 */
final class ExactCommandLine extends CommandLine {
  private final List<String> arguments;

  /**
   * @param arguments the program, not blank, and its arguments
   */
  ExactCommandLine(List<String> arguments) {
    super(arguments.get(0));
    this.arguments = List.copyOf(arguments);
  }

  @Override
  public String[] toStrings() {
    return arguments.toArray(new String[0]);
  }
}
