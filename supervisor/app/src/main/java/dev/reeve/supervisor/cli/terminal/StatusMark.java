package dev.reeve.supervisor.cli.terminal;

import dev.reeve.supervisor.model.TaskStatus;

/** The marks of tasks on a screen, by their status. */
record StatusMark(TerminalStyle style) {

  /** Returns the mark without colour. */
  String plain(TaskStatus status) {
    return switch (status) {
      case SUCCEEDED -> style.unicode() ? "✓" : "+";
      case FAILED, TIMED_OUT, CRASHED -> style.unicode() ? "✗" : "!";
      case CANCELLED, SKIPPED -> "-";
    };
  }

  /** Returns the mark in its colour. */
  String of(TaskStatus status) {
    String mark = plain(status);
    return switch (status) {
      case SUCCEEDED -> style.green(mark);
      case FAILED, TIMED_OUT, CRASHED -> style.red(mark);
      case CANCELLED, SKIPPED -> style.yellow(mark);
    };
  }
}
