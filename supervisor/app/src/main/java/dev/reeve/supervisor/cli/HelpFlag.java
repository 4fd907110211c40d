package dev.reeve.supervisor.cli;

import picocli.CommandLine.Option;

/** {@code --help}, for every command that picocli gives none. */
final class HelpFlag {
  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help.")
  boolean requested;
}
