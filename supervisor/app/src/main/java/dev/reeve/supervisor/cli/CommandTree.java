package dev.reeve.supervisor.cli;

import dev.reeve.supervisor.cli.terminal.Streams;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** All commands, as picocli reads them; it also prints help and reports wrong use. */
final class CommandTree implements Callable<Integer> {
  private final CommandLine commandLine;

  /** Receives help and version, which picocli prints by a writer that hides errors. */
  private final CheckedOutput printed;

  CommandTree(Streams streams, @Nullable EarlyRun early, String... args) {
    printed = new CheckedOutput(streams.out());
    commandLine = new CommandLine(root());
    addCommands(streams, early, args.length > 0 ? args[0] : "");
    commandLine
        .setOut(new PrintWriter(printed, false, StandardCharsets.UTF_8))
        .setErr(new PrintWriter(streams.err(), false, StandardCharsets.UTF_8))
        .setColorScheme(CommandLine.Help.defaultColorScheme(Ansi.OFF))
        .setExpandAtFiles(false)
        .setParameterExceptionHandler((e, arguments) -> onWrongUse(e, streams))
        .setExecutionExceptionHandler((e, command, parsed) -> Main.onException(e, streams));
  }

  private CommandSpec root() {
    CommandSpec root =
        CommandSpec.wrapWithoutInspection(this)
            .name(CommandName.get())
            .versionProvider(VersionText::lines);
    root.usageMessage()
        .description("Runs tasks on separate worker JVMs.")
        .synopsisSubcommandLabel("COMMAND");
    OptionSpecs.add(List.of(OptionTable.HELP, OptionTable.VERSION), root);
    return root;
  }

  /** Adds only {@code run} if that is the command: to describe the others takes time. */
  private void addCommands(Streams streams, @Nullable EarlyRun early, String command) {
    add(Commands.run(streams, early));
    if (!command.equals("run")) {
      add(Commands.each(streams));
      add(Commands.serve(streams));
      add(Commands.validate(streams));
      add(Commands.handlers(streams));
      add(Commands.failures(streams));
      ControlCommands.all(streams).forEach(this::add);
      ServerCommands.all(streams).forEach(this::add);
      add(FormCommands.generateCompletion(streams));
      add(FormCommands.schema(streams));
      add(FormCommands.generateManPage(streams));
      CommandSpec help = CommandSpec.forAnnotatedObject(new HelpCommand());
      help.usageMessage().header(new String[0]).description("Show the help of a command.");
      commandLine.addSubcommand(help);
    }
  }

  private void add(CommandSpec command) {
    commandLine.addSubcommand(command.name(), command);
  }

  /** Returns the parser for all arguments. */
  CommandLine commandLine() {
    return commandLine;
  }

  /** Does what the arguments say; returns the exit code. */
  int execute(String... args) throws IOException {
    int exitCode = commandLine.execute(args);
    commandLine.getOut().flush();
    printed.check();
    return exitCode;
  }

  /** Rejects a command line without a command. */
  @Override
  public Integer call() {
    throw new ParameterException(
        commandLine,
        "Missing command: run, each, serve, validate, handlers, failures, ps, status, cancel, pause,"
            + " resume, workers, drain, submit, wait, work, broker or help");
  }

  private static int onWrongUse(ParameterException e, Streams streams) {
    CommandSpec command = e.getCommandLine().getCommandSpec();
    streams.say(WrongUse.describe(e) + "\ntry: " + command.qualifiedName() + " --help");
    return ExitCodes.USAGE;
  }
}
