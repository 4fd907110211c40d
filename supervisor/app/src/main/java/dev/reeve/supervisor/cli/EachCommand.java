package dev.reeve.supervisor.cli;

import dev.reeve.supervisor.cli.terminal.Streams;
import dev.reeve.supervisor.each.ArgumentSource;
import dev.reeve.supervisor.each.DelimitedArguments;
import dev.reeve.supervisor.each.EachBuilder;
import dev.reeve.supervisor.job.Job;
import dev.reeve.supervisor.job.WorkerCount;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The command {@code each}. */
final class EachCommand {
  private final OptionValues values;
  private final Streams streams;
  private final @Nullable EarlyRun early;
  private final EachArguments arguments;

  /**
   * @param early what was started ahead; null if nothing was
   */
  EachCommand(OptionValues values, Streams streams, @Nullable EarlyRun early) {
    this.values = values;
    this.streams = streams;
    this.early = early;
    this.arguments = new EachArguments(values.all(EachOptions.COMMAND));
  }

  /** Runs the tasks and leaves the arguments open, as a read of them may never return. */
  int call() throws IOException, InterruptedException, CommandAbortedException {
    requireCommand();
    boolean readsInput = values.all(EachOptions.ARG_FILE).isEmpty() && !arguments.areGiven();
    require(
        !readsInput || !streams.isInTerminal(),
        "no arguments are given, and standard input is a terminal");
    Job job = SelectionOptions.select(values, job(readsInput));
    RunFiles files = RunFiles.of(values, job);
    (readsInput ? files.addArguments() : files).requireDistinct();
    Path directory = values.get(EachOptions.OUTPUT_DIR);
    if (directory != null) {
      files.requireNoneIn(directory);
    }
    if (values.has(OptionTable.DRY_RUN)) {
      return new JobCheck(job, streams).printCommands();
    }
    return new RunSetup(job, values, streams, early).start().run();
  }

  private void requireCommand() throws CommandAbortedException {
    if (arguments.command().isEmpty() && values.has(EachOptions.HANDLER)) {
      throw usage(
          "no request for the handler is given; for example: "
              + CommandName.get()
              + " each --handler file/sha256 '{\"path\": \"{}\"}' ::: *.log");
    }
    require(!arguments.command().isEmpty(), "no command is given");
    if (values.has(EachOptions.HEADER) && arguments.command().get(0).equals(":")) {
      throw usage("--header has no value here; leave out the colon after it");
    }
    Integer most = values.get(EachOptions.MAX_ARGS);
    if (most != null && most == 0) {
      throw usage("-n 0: a command needs one argument at least");
    }
  }

  private static void require(boolean holds, String problem) throws CommandAbortedException {
    if (!holds) {
      throw usage(
          problem
              + "; for example: "
              + CommandName.get()
              + " each gzip {} ::: *.log, or ls | "
              + CommandName.get()
              + " each -n 10 wc -l");
    }
  }

  private static CommandAbortedException usage(String problem) {
    return new CommandAbortedException(ExitCodes.USAGE, problem);
  }

  private Job job(boolean readsInput) throws CommandAbortedException {
    try {
      EachBuilder builder = new EachBuilder(sources(readsInput));
      setCommand(builder);
      Pattern separator = values.get(EachOptions.COLSEP);
      if (separator != null) {
        builder.columns(separator);
      }
      Integer most = values.get(EachOptions.MAX_ARGS);
      if (most != null) {
        builder.most(most);
      }
      if (values.has(EachOptions.FILL)) {
        builder.fill(workers());
      }
      return builder
          .linked(values.has(EachOptions.LINK))
          .header(values.has(EachOptions.HEADER))
          .build(Path.of("").toAbsolutePath(), new PoolOptions(values).taskDefaults());
    } catch (IllegalArgumentException e) {
      throw usage(String.valueOf(e.getMessage()));
    } catch (IOException e) {
      throw new CommandAbortedException(ExitCodes.UNREADABLE_JOB, String.valueOf(e.getMessage()));
    }
  }

  private List<List<ArgumentSource>> sources(boolean readsInput) throws IOException {
    char delimiter = values.has(EachOptions.NULL) ? '\0' : '\n';
    if (readsInput) {
      return List.of(List.of(DelimitedArguments.of(streams.in(), "standard input", delimiter)));
    }
    return arguments.open(values.all(EachOptions.ARG_FILE), streams.in(), delimiter);
  }

  private void setCommand(EachBuilder builder) {
    String handler = values.get(EachOptions.HANDLER);
    boolean inShell = values.has(EachOptions.SHELL);
    if (handler == null) {
      EachBuilder unused =
          inShell ? builder.script(arguments.command()) : builder.command(arguments.command());
    } else if (inShell) {
      throw new IllegalArgumentException("--shell is for commands, not for --handler " + handler);
    } else if (arguments.command().size() == 1) {
      builder.handler(handler, arguments.command().get(0));
    } else {
      throw new IllegalArgumentException(
          "--handler " + handler + " needs one JSON value as its request, in quotation marks");
    }
  }

  private int workers() {
    int processors = Runtime.getRuntime().availableProcessors();
    WorkerCount count = new PoolOptions(values).workers();
    return count == null ? processors : count.on(processors);
  }
}
