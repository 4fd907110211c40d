package dev.reeve.supervisor.cli;

import dev.reeve.supervisor.EarlyWorker;
import dev.reeve.supervisor.cli.OutputFlags.Output;
import dev.reeve.supervisor.cli.terminal.Streams;
import dev.reeve.supervisor.job.Quantities;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads the usual arguments of a run without picocli, whose start takes longer than the rest of a
 * short run. It knows a few options in their plainest form and finds no mistakes: all other
 * arguments are picocli's, and so is every error.
 */
final class PlainArguments {
  private final RunCommand command;
  private @Nullable String job;

  private PlainArguments(RunCommand command) {
    this.command = command;
  }

  /** The command that the arguments ask for, ready to be called; null if picocli has to look. */
  static @Nullable RunCommand read(
      Streams streams, @Nullable EarlyWorker early, String... arguments) {
    if (arguments.length == 0 || !arguments[0].equals("run")) {
      return null;
    }
    RunCommand command = new RunCommand(streams, early);
    try {
      return new PlainArguments(command).takeAll(List.of(arguments).iterator()) ? command : null;
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  private boolean takeAll(Iterator<String> arguments) {
    arguments.next(); // the command itself
    while (arguments.hasNext()) {
      if (!take(arguments.next(), arguments)) {
        return false;
      }
    }
    if (job == null) {
      return false;
    }
    command.job.name(job);
    return true;
  }

  private boolean take(String argument, Iterator<String> rest) {
    return takeFlag(argument)
        || takeJob(argument)
        || (rest.hasNext() && takeOption(argument, rest.next()));
  }

  private boolean takeFlag(String name) {
    return switch (name) {
      case "-k", "--keep-order" -> takeKeepOrder();
      case "-q", "--quiet" -> takeQuiet();
      default -> false;
    };
  }

  private boolean takeKeepOrder() {
    boolean first = !command.output.keepOrder;
    command.output.keepOrder = true;
    return first;
  }

  private boolean takeQuiet() {
    boolean first = !command.verbosity.isQuiet();
    command.verbosity.beQuiet();
    return first;
  }

  private boolean takeJob(String text) {
    boolean isName = text.equals("-") || !(text.isEmpty() || text.startsWith("-"));
    if (!isName || job != null) {
      return false;
    }
    job = text;
    return true;
  }

  private boolean takeOption(String name, String value) {
    if (value.isEmpty() || value.startsWith("-")) {
      return false;
    }
    return switch (name) {
      case "-j", "--workers" -> takeWorkers(value);
      case "--results" -> takeResults(value);
      case "--summary" -> takeSummary(value);
      case "--output" -> takeOutput(value);
      default -> false;
    };
  }

  private boolean takeWorkers(String value) {
    boolean first = command.pool.workers == null;
    command.pool.workers = Quantities.workers(value);
    return first;
  }

  private boolean takeResults(String value) {
    boolean first = command.output.results == null;
    command.output.results = Path.of(value);
    return first;
  }

  private boolean takeSummary(String value) {
    boolean first = command.output.summary == null;
    command.output.summary = Path.of(value);
    return first;
  }

  private boolean takeOutput(String value) {
    boolean first = command.output.output == null;
    switch (value) {
      case "human" -> command.output.output = Output.HUMAN;
      case "jsonl" -> command.output.output = Output.JSONL;
      case "none" -> command.output.output = Output.NONE;
      default -> {
        return false;
      }
    }
    return first;
  }
}
