package dev.reeve.supervisor.cli;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/**
 * A command whose options are rows of a table. Picocli calls it after it has read the arguments.
 */
final class TableCommand implements Callable<Integer> {
  private final List<CommandOption<?>> options;
  private final Action action;
  private final CommandSpec spec;

  /** The work of a command. */
  interface Action {
    /** Does what the values say; returns the exit code. */
    int run(OptionValues values) throws Exception;
  }

  TableCommand(String name, List<CommandOption<?>> options, Action action) {
    this.options = options;
    this.action = action;
    this.spec = CommandSpec.wrapWithoutInspection(this).name(name);
    OptionSpecs.add(options, spec);
  }

  /** Returns the command in the form that picocli needs. */
  CommandSpec spec() {
    return spec;
  }

  /** Returns the options of a command; none if it is not of this class. */
  static List<CommandOption<?>> rows(CommandSpec spec) {
    return spec.userObject() instanceof TableCommand command ? command.options : List.of();
  }

  @Override
  public Integer call() throws Exception {
    OptionValues values = OptionSpecs.read(options, spec);
    if (options == EachOptions.ALL) {
      values.add(EachOptions.EACH, true);
    }
    String conflict = new OutputOptions(values).conflict();
    if (conflict != null) {
      throw new ParameterException(spec.commandLine(), conflict);
    }
    return action.run(values);
  }
}
