package dev.reeve.supervisor.cli;

import java.util.List;
import java.util.Locale;

/** The man page, in roff. */
final class ManPage {
  private static final int LINE_CHARS = 78;

  private static final String DESCRIPTION =
      """
      Reeve runs tasks on a pool of worker JVMs, which it starts, feeds, limits, restarts and stops.
      The tasks come from a job file, from a stream of JSON Lines, or from arguments.
      Each task gets exactly one recorded outcome, even when its handler crashes, hangs or exhausts its memory.
      Standard output carries data only; messages go to standard error.
      """;

  private static final String SIGNALS =
      """
      INT, TERM or HUP drains the run: no further task is started, and running tasks have the grace period to finish.
      A second signal kills the workers, a third one ends Reeve at once.
      USR1 makes a run tell on standard error what it does.
      """;

  private static final List<String> ENVIRONMENT =
      List.of(
          "JAVA_HOME",
          "The Java installation to use; without it, java on the PATH.",
          "JAVA_TOOL_OPTIONS",
          "Options for all JVMs, as the JVM reads them.",
          "REEVE_ARCHIVE",
          "If it is off, the launcher keeps no archive of classes, and starts more slowly.",
          "XDG_CACHE_HOME",
          "Folder of the launcher's archive, in reeve (default: ~/.cache).",
          "XDG_STATE_HOME",
          "Folder of the workers' logs, in reeve/logs (default: ~/.local/state).",
          "NO_COLOR, TERM, COLUMNS",
          "Colour, marks and width on a terminal.");

  private final List<CommandForm> commands;
  private final StringBuilder page = new StringBuilder();

  ManPage(List<CommandForm> commands) {
    this.commands = commands;
  }

  /**
   * Returns the page.
   *
   * @param date of the release, such as 2026-11-21
   */
  String text(String version, String date) {
    page.append(".TH REEVE 1 \"").append(date).append("\" \"reeve ").append(version);
    page.append("\" \"User commands\"\n");
    section("Name");
    page.append("reeve \\- run tasks on a pool of worker JVMs\n");
    section("Synopsis");
    synopsis();
    section("Description");
    sentences(DESCRIPTION);
    section("Commands");
    for (CommandForm command : commands) {
      command(command);
    }
    section("Signals");
    sentences(SIGNALS);
    exitStatus();
    section("Environment");
    for (int i = 0; i < ENVIRONMENT.size(); i += 2) {
      page.append(".TP\n.B ").append(escaped(ENVIRONMENT.get(i))).append('\n');
      sentences(ENVIRONMENT.get(i + 1));
    }
    section("See also");
    page.append(".BR xargs (1),\n.BR parallel (1),\n.BR systemd.service (5)\n.PP\n");
    sentences("The pages in share/doc/reeve tell about job files, records and recipes.");
    return page.toString();
  }

  private void section(String title) {
    page.append(".SH ").append(title.toUpperCase(Locale.ROOT)).append('\n');
  }

  private void synopsis() {
    String line = ".B reeve ";
    for (CommandForm command : commands) {
      page.append(line).append(escaped(command.name())).append('\n').append(arguments(command));
      line = ".br\n.B reeve ";
    }
  }

  /** Returns the line that follows the name of a command. */
  private static String arguments(CommandForm command) {
    StringBuilder line = new StringBuilder();
    if (command.options().size() > 1) {
      line.append("[\\fIOPTION\\fR]...");
    }
    for (CommandOption<?> parameter : command.parameters()) {
      line.append(line.isEmpty() ? "" : " ").append(label(parameter));
      line.append(parameter.isRepeatable() ? " [\\fIARGUMENT\\fR]..." : "");
    }
    return line.isEmpty() ? "" : line.append('\n').toString();
  }

  private void command(CommandForm command) {
    page.append(".SS reeve ").append(escaped(command.name())).append('\n');
    sentences(command.summary());
    for (CommandOption<?> row : command.rows()) {
      if (row != OptionTable.HELP) {
        page.append(".TP\n").append(names(row)).append('\n');
        sentences(row.description());
      }
    }
    if (command.footerHeading().isEmpty() || isExitStatus(command)) {
      return;
    }
    page.append(".PP\n");
    sentences(command.footerHeading());
    lines(command.footer());
  }

  /** The exit codes of {@code run}, which is the first command, hold for all that run tasks. */
  private boolean isExitStatus(CommandForm command) {
    return command.equals(commands.get(0));
  }

  private void exitStatus() {
    section("Exit status");
    sentences("Of a command that runs tasks:");
    lines(commands.get(0).footer());
  }

  /** Appends lines as they are. */
  private void lines(List<String> lines) {
    page.append(".PP\n.nf\n");
    for (String line : lines) {
      page.append(line.isBlank() ? ".sp" : guarded(escaped(line.stripTrailing()))).append('\n');
    }
    page.append(".fi\n");
  }

  private static String names(CommandOption<?> row) {
    if (row.isParameter()) {
      return label(row);
    }
    StringBuilder names = new StringBuilder();
    for (String name : row.names()) {
      names.append(names.isEmpty() ? "" : ", ").append("\\fB").append(escaped(name)).append("\\fR");
    }
    return row.isFlag() ? names.toString() : names.append('=').append(label(row)).toString();
  }

  private static String label(CommandOption<?> row) {
    return "\\fI" + escaped(row.label()) + "\\fR";
  }

  /** Appends text that may be filled, each sentence on lines of its own. */
  private void sentences(String text) {
    for (String line : text.strip().replaceAll("([.:]) +(?=[A-Z])", "$1\n").split("\n", -1)) {
      int used = 0;
      for (String word : escaped(line).split(" ", -1)) {
        boolean fits = used > 0 && used + 1 + word.length() <= LINE_CHARS;
        if (used > 0) {
          page.append(fits ? " " : "\n");
        }
        used = fits ? used + 1 + word.length() : word.length();
        page.append(fits ? word : guarded(word));
      }
      page.append('\n');
    }
  }

  /** Keeps the beginning of a line from being a request. */
  private static String guarded(String line) {
    return line.startsWith(".") || line.startsWith("'") ? "\\&" + line : line;
  }

  private static String escaped(String text) {
    StringBuilder escaped = new StringBuilder();
    text.codePoints()
        .forEach(
            c -> {
              if (c > 126) {
                escaped.append("\\[u%04X]".formatted(c));
              } else if (c == '\\') {
                escaped.append("\\e");
              } else if (c == '-') {
                escaped.append("\\-");
              } else if (c == '~' || c == '^') {
                escaped.append(c == '~' ? "\\(ti" : "\\(ha");
              } else {
                escaped.append((char) c);
              }
            });
    return escaped.toString();
  }
}
