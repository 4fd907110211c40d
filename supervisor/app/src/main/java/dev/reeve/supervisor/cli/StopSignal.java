package dev.reeve.supervisor.cli;

import dev.reeve.os.SignalNames;

/** Signals that ask for the end. */
enum StopSignal {
  HUP,
  INT,
  TERM;

  /** What a shell reports for a program that this signal ended. */
  int exitCode() {
    return SignalNames.exitCode(name());
  }
}
