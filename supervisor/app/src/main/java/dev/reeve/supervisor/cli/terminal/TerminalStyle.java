package dev.reeve.supervisor.cli.terminal;

/**
 * Style of text for a terminal.
 *
 * @param colour whether control sequences for colours are written
 * @param unicode whether marks may be characters beyond ASCII
 */
public record TerminalStyle(boolean colour, boolean unicode) {
  static final TerminalStyle PLAIN = new TerminalStyle(false, false);

  String green(String text) {
    return in("32", text);
  }

  String red(String text) {
    return in("31", text);
  }

  String yellow(String text) {
    return in("33", text);
  }

  String dim(String text) {
    return in("2", text);
  }

  private String in(String code, String text) {
    return colour ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
  }
}
