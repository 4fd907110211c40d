package dev.reeve.supervisor.cli;

import dev.reeve.text.NearestName;
import dev.reeve.text.Quote;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Words for a command line that is wrong, with the right one as far as it can be guessed. */
final class WrongUse {
  private static final String LINES =
      "each line is an argument, or with -0 each text up to a NUL; tr makes lines of other marks";

  /** Options of xargs and GNU parallel that are written in another way here. */
  private static final Map<String, String> OF_OTHERS =
      Map.ofEntries(
          Map.entry("-P", "here it is -j"),
          Map.entry("--max-procs", "here it is -j"),
          Map.entry("--jobs", "here it is -j"),
          Map.entry("-I", "{} stands for the argument without an option"),
          Map.entry("-i", "{} stands for the argument without an option"),
          Map.entry("-L", "here it is -n"),
          Map.entry("-l", "here it is -n"),
          Map.entry("-N", "here it is -n"),
          Map.entry("--max-lines", "here it is -n"),
          Map.entry("--max-replace-args", "here it is -n"),
          Map.entry("-m", "here it is -X"),
          Map.entry("-s", "-X fills a command line as far as the system allows"),
          Map.entry("--max-chars", "-X fills a command line as far as the system allows"),
          Map.entry("-d", LINES),
          Map.entry("--delimiter", LINES),
          Map.entry("-r", "no command runs without arguments anyway"),
          Map.entry("--no-run-if-empty", "no command runs without arguments anyway"),
          Map.entry("-t", "-v tells what runs, --dry-run what would"),
          Map.entry("--tagstring", "--tag begins lines with the arguments"),
          Map.entry("--load", "here it is --max-load"),
          Map.entry("--memfree", "here it is --min-free-memory"),
          Map.entry("--resume-failed", "here it is --retry-failed"),
          Map.entry("--bar", "there is a bar on a terminal; --progress always asks for it"),
          Map.entry("--eta", "there is a bar on a terminal; --progress always asks for it"),
          Map.entry("--group", "outputs are grouped anyway"),
          Map.entry("--wd", "use cd"),
          Map.entry("--workdir", "use cd"),
          Map.entry("--pipe", "a task has no input but its arguments"));

  private WrongUse() {}

  /** Returns what is wrong, in a line. */
  static String describe(ParameterException e) {
    if (!(e instanceof UnmatchedArgumentException unmatched)
        || unmatched.getUnmatched().isEmpty()) {
      return String.valueOf(e.getMessage());
    }
    String first = unmatched.getUnmatched().get(0);
    CommandSpec command = e.getCommandLine().getCommandSpec();
    if (first.length() > 1 && first.startsWith("-")) {
      return unknownOption(first, command);
    }
    return command.parent() == null
        ? "there is no command " + Quote.of(first) + meant(first, command.subcommands().keySet())
        : Quote.of(first) + " is one argument too many";
  }

  private static String unknownOption(String argument, CommandSpec command) {
    int end = argument.indexOf('=');
    String option = end < 0 ? argument : argument.substring(0, end);
    boolean isLong = option.startsWith("--");
    String foreign = OF_OTHERS.get(isLong ? option : option.substring(0, 2));
    if (foreign != null && command.name().equals("each")) {
      return "unknown option " + option + ": " + foreign;
    }
    return "unknown option " + option + (isLong ? meantOption(option, command) : "");
  }

  /** Compares without the hyphens, which all have in common. */
  private static String meantOption(String option, CommandSpec command) {
    List<String> known = new ArrayList<>();
    for (String name : command.optionsMap().keySet()) {
      if (name.startsWith("--")) {
        known.add(name.substring(2));
      }
    }
    String nearest = NearestName.to(option.substring(2), known);
    return nearest == null ? "" : "; did you mean --" + nearest + "?";
  }

  private static String meant(String name, Collection<String> known) {
    String nearest = NearestName.to(name, known);
    return nearest == null ? "" : "; did you mean " + nearest + "?";
  }
}
