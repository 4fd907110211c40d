package dev.reeve.supervisor.cli;

import dev.reeve.supervisor.cli.terminal.Streams;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;

/** The commands that give tasks to a server, in the form that picocli needs. */
final class ServerCommands {
  private ServerCommands() {}

  static List<CommandSpec> all(Streams streams) {
    return List.of(submit(streams), await(streams), work(streams), broker(streams));
  }

  private static CommandSpec work(Streams streams) {
    CommandSpec spec =
        new TableCommand("work", WorkTable.ALL, values -> new WorkCommand(values, streams).call())
            .spec();
    return described(
        spec,
        "Take tasks from a queue in Redis that supervisors share, until told to end.",
        "  0 drained, by INT or TERM / 2 wrong use of the command line / 65 / 66 as run /%n"
            + "  69 no broker can be reached / 70 / 71 / 78 as run /%n"
            + "  74 the broker could not be told how tasks ended / 77 it refuses the user /%n"
            + "  130 / 143 killed by a second INT / TERM");
  }

  private static CommandSpec broker(Streams streams) {
    CommandSpec spec =
        new TableCommand(
                "broker", BrokerCommand.ALL, values -> new BrokerCommand(values, streams).call())
            .spec();
    return described(
        spec,
        "Show what a queue in Redis holds; put dead tasks into it again.",
        "  0 done / 1 an id is none of a dead task / 2 wrong use /%n"
            + "  69 no broker can be reached / 77 it refuses the user");
  }

  private static CommandSpec submit(Streams streams) {
    CommandSpec spec =
        new TableCommand(
                "submit", ServerOptions.SUBMIT, values -> new SubmitCommand(values, streams).call())
            .spec();
    return described(
        spec,
        "Give a task, or a stream of tasks, to a server or a broker.",
        "  0 accepted; with --wait, every task succeeded / 1 with --wait, one did not /%n"
            + "  2 wrong use of the command line / 65 a task is refused / 66 a file cannot be"
            + " read /%n"
            + "  69 no server, no broker / 75 the server does not answer, is full, or about to end /%n"
            + "  77 it wants another token, or no such task");
  }

  private static CommandSpec await(Streams streams) {
    CommandSpec spec =
        new TableCommand(
                "wait", ServerOptions.WAIT_FOR, values -> new WaitCommand(values, streams).call())
            .spec();
    return described(
        spec,
        "Wait for the ends of tasks that a server has accepted, and print their records.",
        "  0 every task succeeded / 1 one did not, or is not known / 2 wrong use /%n"
            + "  69 no server / 75 the server does not answer / 77 it wants another token");
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
