package dev.reeve.supervisor.cli;

import dev.reeve.supervisor.cli.terminal.Streams;
import dev.reeve.supervisor.results.OutputFailure;
import dev.reeve.supervisor.results.StandardOutput;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The command line of Reeve, and the only caller of {@link System#exit}. */
public final class Main {
  private Main() {}

  /** Executes the command and exits with its exit code. */
  public static void main(String[] args) {
    System.exit(runAndClose(args));
  }

  /** Starts a worker first, because that takes longer than everything else. */
  private static int runAndClose(String... args) {
    QuickArguments quick = QuickArguments.of(args);
    EarlyRun early = EarlyStart.of(quick, System.getenv());
    try {
      Streams streams = Streams.ofThisProcess();
      Thread.setDefaultUncaughtExceptionHandler(
          new UncaughtFaultHandler(streams.err(), Runtime.getRuntime()::halt));
      return run(streams, early, quick, args);
    } finally {
      if (early != null) {
        early.close();
      }
    }
  }

  static int run(Streams streams, String... args) {
    return run(streams, null, QuickArguments.of(args), args);
  }

  private static int run(
      Streams streams, @Nullable EarlyRun early, QuickArguments quick, String... args) {
    try {
      requireReadable(args);
      if (VersionText.isAllThatIsAsked(args)) {
        return VersionText.print(streams.out());
      }
      OptionValues values = quick.values();
      return values == null
          ? new CommandTree(streams, early, args).execute(args)
          : call(values, streams, early);
    } catch (Throwable e) {
      return onException(e, streams);
    }
  }

  /** Refuses arguments that the JVM has changed; those of the lists of {@code each} fail alone. */
  private static void requireReadable(String... args) throws CommandAbortedException {
    boolean isEach = args.length > 0 && args[0].equals("each");
    List<@Nullable String> problems = ArgumentBytes.problems(List.of(args));
    for (int i = 0; i < args.length && !(isEach && EachArguments.isDivider(args[i])); i++) {
      if (problems.get(i) != null) {
        throw new CommandAbortedException(
            isEach ? ExitCodes.USAGE : ExitCodes.UNREADABLE_JOB, args[i] + ": " + problems.get(i));
      }
    }
  }

  private static int call(OptionValues values, Streams streams, @Nullable EarlyRun early)
      throws IOException, InterruptedException, CommandAbortedException {
    return values.has(EachOptions.EACH)
        ? new EachCommand(values, streams, early).call()
        : new RunCommand(values, streams, early).call();
  }

  /** Reports an exception; returns the exit code for it. */
  static int onException(Throwable e, Streams streams) {
    if (e instanceof CommandAbortedException cause) {
      streams.say(String.valueOf(cause.getMessage()));
      return cause.exitCode();
    }
    if (e instanceof IOException cause) {
      return onOutputFailure(cause, streams);
    }
    streams.say(FaultText.describe(e));
    return FaultText.isRefusedThread(e) ? ExitCodes.SYSTEM_REFUSES : ExitCodes.INTERNAL;
  }

  /** Reports a failure of standard output; failures to read a job are reported elsewhere. */
  private static int onOutputFailure(IOException e, Streams streams) {
    OutputFailure failure = StandardOutput.failure(e, streams.terminalInfo().outHasReader());
    if (failure.kind() == OutputFailure.Kind.READER_GONE) {
      return ExitCodes.READER_GONE;
    }
    streams.say(failure.message());
    return ExitCodes.CANNOT_WRITE_RESULTS;
  }
}
