package dev.reeve.supervisor.cli;

/** The arguments in the id of a task of {@code each}, which ends with its number in brackets. */
final class TaskLabel {
  private TaskLabel() {}

  static String of(String id) {
    int bracket = id.lastIndexOf('[');
    return bracket > 0 && id.endsWith("]") ? id.substring(0, bracket) : id;
  }
}
