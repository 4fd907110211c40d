package dev.reeve.supervisor.cli;

import dev.reeve.supervisor.EarlyWorker;
import dev.reeve.supervisor.cli.terminal.Streams;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** The commands and their options, as picocli reads them. */
@Command(
    name = "java -jar supervisor.jar",
    description = "Runs tasks on separate worker JVMs.",
    synopsisSubcommandLabel = "COMMAND",
    versionProvider = CommandTree.Version.class)
final class CommandTree implements Callable<Integer> {

  @Mixin final HelpFlag help = new HelpFlag();

  @Option(
      names = {"-V", "--version"},
      versionHelp = true,
      description = "Show the version.")
  boolean version;

  private final CommandLine commandLine;

  /** Where picocli prints help and version, by a writer that hides errors. */
  private final CheckedOutput printed;

  CommandTree(Streams streams, @Nullable EarlyWorker early, String... args) {
    printed = new CheckedOutput(streams.out());
    commandLine = new CommandLine(this);
    addCommands(streams, early, args.length > 0 && args[0].equals("run"));
    commandLine
        .setOut(new PrintWriter(printed, false, StandardCharsets.UTF_8))
        .setErr(new PrintWriter(streams.err(), false, StandardCharsets.UTF_8))
        .setColorScheme(CommandLine.Help.defaultColorScheme(Ansi.OFF))
        .setExpandAtFiles(false)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setParameterExceptionHandler((e, arguments) -> onWrongUse(e, streams))
        .setExecutionExceptionHandler((e, command, parsed) -> Main.onException(e, streams));
    Converters.register(commandLine);
  }

  /** What it takes to describe the other commands costs a run a good part of its start. */
  private void addCommands(Streams streams, @Nullable EarlyWorker early, boolean runOnly) {
    commandLine.addSubcommand(new RunCommand(streams, early));
    if (!runOnly) {
      commandLine
          .addSubcommand(new ValidateCommand(streams))
          .addSubcommand(new HandlersCommand(streams))
          .addSubcommand(new HelpCommand());
    }
  }

  /** Does what the arguments say; returns the exit code. */
  int execute(String... args) throws IOException {
    int exitCode = commandLine.execute(args);
    commandLine.getOut().flush();
    printed.check();
    return exitCode;
  }

  /** Without a command there is nothing to do. */
  @Override
  public Integer call() {
    throw new ParameterException(commandLine, "Missing command: run, validate, handlers or help");
  }

  private static int onWrongUse(ParameterException e, Streams streams) {
    StringWriter text = new StringWriter();
    PrintWriter lines = new PrintWriter(text);
    lines.println(e.getMessage());
    UnmatchedArgumentException.printSuggestions(e, lines);
    CommandSpec command = e.getCommandLine().getCommandSpec();
    lines.println("try: " + command.qualifiedName() + " --help");
    streams.say(text.toString());
    return ExitCodes.USAGE;
  }

  /** From the jar's manifest. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      String version = CommandTree.class.getPackage().getImplementationVersion();
      String java = Runtime.version().toString();
      return new String[] {"reeve " + (version == null ? "unpackaged" : version), "Java " + java};
    }
  }
}
