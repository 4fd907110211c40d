package dev.reeve.supervisor.cli;

import dev.reeve.supervisor.cli.terminal.Streams;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;

/** The commands in the form that picocli needs: name, options, help and action. */
final class Commands {
  private static final String EXIT_CODES = "%nExit codes:%n";

  private Commands() {}

  static CommandSpec run(Streams streams, @Nullable EarlyRun early) {
    CommandSpec spec =
        new TableCommand(
                "run", OptionTable.RUN, values -> new RunCommand(values, streams, early).call())
            .spec();
    spec.usageMessage()
        .sortOptions(false)
        .description("Run a job file on worker JVMs.")
        .footerHeading(EXIT_CODES)
        .footer(
            "  0 / 1            every task succeeded / at least one did not",
            "  2                wrong use of the command line",
            "  65 / 66          the job is invalid / cannot be read",
            "  70 / 71          workers cannot be kept alive, or an internal error /",
            "                   the system refuses processes or threads",
            "  73 / 74 / 75     results cannot be created / not be written any more /",
            "                   the results file is held by another run",
            "  78               workers do not start",
            "  124              the deadline passed",
            "  129 / 130 / 143  drained after HUP / INT / TERM",
            "  141              the reader of standard output went away",
            "",
            "Durations (D): 250ms, 5s, 10m, 2h, 1h30m. Sizes: 512k, 256m, 2g.");
    return spec;
  }

  static CommandSpec each(Streams streams) {
    CommandSpec spec =
        new TableCommand(
                "each", EachOptions.ALL, values -> new EachCommand(values, streams, null).call())
            .spec();
    spec.parser().stopAtPositional(true).stopAtUnmatched(false);
    spec.usageMessage()
        .sortOptions(false)
        .description("Run a command for each argument on worker JVMs.")
        .customSynopsis(
            CommandName.get() + " each [OPTION]... COMMAND [ARGUMENT]... [::: ARGUMENT...]...")
        .footerHeading("%nPlaceholders:%n")
        .footer(
            "  {}               the argument; all of them, if there are several",
            "  {.} {/} {//} {/.}  without extension; file name; folder; file name without extension",
            "  {1} {1.} {-1}    the first one; without extension; the last one; {name} with --header",
            "  {#} {%%}          number of the task; number of the worker's slot, from 1",
            "  {{               a brace, before what would be a placeholder",
            "",
            "Without a placeholder the arguments follow the command. Only --shell uses a shell. Options",
            "end where the command begins. Exit codes are those of run.");
    return spec;
  }

  static CommandSpec serve(Streams streams) {
    CommandSpec spec =
        new TableCommand(
                "serve", ServeOptions.ALL, values -> new ServeCommand(values, streams).call())
            .spec();
    spec.usageMessage()
        .sortOptions(false)
        .description("Take tasks by HTTP, and run them on worker JVMs, until told to end.")
        .footerHeading(EXIT_CODES)
        .footer(
            "  0                drained: by INT, TERM or a request",
            "  2                wrong use of the command line",
            "  65 / 66          the document is invalid / cannot be read",
            "  70 / 71          workers cannot be kept alive, or an internal error /",
            "                   the system refuses processes or threads",
            "  73 / 74          socket, token or queue cannot be created / the queue not be written",
            "  78               workers do not start",
            "  130 / 143        killed by a second INT / TERM",
            "",
            "Durations (D): 250ms, 5s, 10m, 2h, 1h30m. Sizes: 512k, 256m, 2g.");
    return spec;
  }

  static CommandSpec validate(Streams streams) {
    CommandSpec spec =
        new TableCommand(
                "validate",
                OptionTable.VALIDATE,
                values -> new ValidateCommand(values, streams).call())
            .spec();
    spec.usageMessage()
        .description("Check a job file; start nothing.")
        .footerHeading(EXIT_CODES)
        .footer("  0 valid / 2 wrong use of the command line / 65 invalid / 66 cannot be read");
    return spec;
  }

  static CommandSpec failures(Streams streams) {
    CommandSpec spec =
        new TableCommand(
                "failures",
                FailuresOptions.ALL,
                values -> new FailuresCommand(values, streams).call())
            .spec();
    spec.usageMessage()
        .sortOptions(false)
        .description("List the tasks of a results file whose last record is not a success.")
        .footerHeading(EXIT_CODES)
        .footer(
            "  0 there are none / 1 there are some / 2 wrong use of the command line /"
                + " 66 no results can be read");
    return spec;
  }

  static CommandSpec handlers(Streams streams) {
    CommandSpec spec =
        new TableCommand(
                "handlers",
                OptionTable.HANDLERS,
                values -> new HandlersCommand(values, streams).call())
            .spec();
    spec.usageMessage()
        .description("List the handlers that workers would have.")
        .footerHeading(EXIT_CODES)
        .footer(
            "  0 listed / 2 wrong use of the command line / 78 a handler or class path is"
                + " unusable");
    return spec;
  }
}
