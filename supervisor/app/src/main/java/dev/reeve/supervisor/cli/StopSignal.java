package dev.reeve.supervisor.cli;

import dev.reeve.os.SignalNames;

/** Signals that ask the run to end. */
enum StopSignal {
  HUP,
  INT,
  TERM;

  /** Returns the exit code that shells report for a program that this signal ended. */
  int exitCode() {
    return SignalNames.exitCode(name());
  }
}
