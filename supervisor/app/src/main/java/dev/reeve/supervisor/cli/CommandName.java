package dev.reeve.supervisor.cli;

/** The command by which this program was called, for usage and messages. */
final class CommandName {
  /** Internal: set by the launcher to its own name. */
  private static final String PROPERTY = "reeve.command";

  private static final String WITHOUT_LAUNCHER = "java -jar supervisor.jar";

  private CommandName() {}

  static String get() {
    String name = System.getProperty(PROPERTY, "");
    return name.isEmpty() ? WITHOUT_LAUNCHER : name;
  }
}
