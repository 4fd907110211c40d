package dev.reeve.supervisor.cli;

/** Signals that ask for the end; their numbers are those of every Unix. */
enum StopSignal {
  HUP(1),
  INT(2),
  TERM(15);

  private final int number;

  StopSignal(int number) {
    this.number = number;
  }

  /** What a shell reports for a program that this signal ended. */
  int exitCode() {
    return 128 + number;
  }
}
