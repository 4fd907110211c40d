package dev.reeve.supervisor.cli;

import dev.reeve.supervisor.cli.terminal.Streams;
import dev.reeve.supervisor.control.ControlRequest.Call;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;

/** The commands that look at runs and steer them, in the form that picocli needs. */
final class ControlCommands {
  private static final String CODES =
      "  0 done / 2 wrong use of the command line, or several runs match / 69 no such run /%n"
          + "  75 the run does not answer";

  private ControlCommands() {}

  static List<CommandSpec> all(Streams streams) {
    return List.of(
        ps(streams),
        oneRun(Call.STATUS, "Tell what a run does.", streams),
        cancel(streams),
        oneRun(Call.PAUSE, "Start no further tasks of a run; running ones go on.", streams),
        oneRun(Call.RESUME, "Start tasks of a paused run again.", streams),
        workers(streams),
        oneRun(Call.DRAIN, "Stop a run in order, as the first Ctrl-C does.", streams));
  }

  private static CommandSpec ps(Streams streams) {
    CommandSpec spec =
        new TableCommand("ps", ControlOptions.PS, values -> new PsCommand(values, streams).call())
            .spec();
    return described(spec, "List the runs and servers of this user.", "  0 listed / 2 wrong use");
  }

  private static CommandSpec oneRun(Call call, String description, Streams streams) {
    CommandSpec spec =
        new TableCommand(
                call.word(),
                ControlOptions.ONE_RUN,
                values -> new SteeringCommand(call, values, streams).call())
            .spec();
    return described(spec, description, CODES);
  }

  private static CommandSpec cancel(Streams streams) {
    CommandSpec spec =
        new TableCommand(
                Call.CANCEL.word(),
                ControlOptions.CANCEL,
                values -> new SteeringCommand(Call.CANCEL, values, streams).call())
            .spec();
    return described(
        spec,
        "End tasks of a run early, whether they wait or run.",
        "  0 all are cancelled / 1 one of them neither waits nor runs /%n"
            + "  2 wrong use of the command line, or several runs match / 69 no such run /%n"
            + "  75 the run does not answer");
  }

  private static CommandSpec workers(Streams streams) {
    CommandSpec spec =
        new TableCommand(
                Call.WORKERS.word(),
                ControlOptions.WORKERS,
                values -> new SteeringCommand(Call.WORKERS, values, streams).call())
            .spec();
    return described(
        spec, "Change the number of workers of a run; busy ones finish their tasks.", CODES);
  }

  private static CommandSpec described(CommandSpec spec, String description, String codes) {
    spec.usageMessage()
        .sortOptions(false)
        .description(description)
        .footerHeading("%nExit codes:%n")
        .footer(codes.split("%n", -1));
    return spec;
  }
}
