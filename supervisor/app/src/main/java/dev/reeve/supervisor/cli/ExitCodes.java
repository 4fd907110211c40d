package dev.reeve.supervisor.cli;

import dev.reeve.supervisor.model.RunEnding;
import dev.reeve.supervisor.results.OutputFailure;
import dev.reeve.supervisor.run.RunOutcome;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * The exit codes of the command line. 65 to 78 are those of {@code sysexits.h}, 124 is that of
 * {@code timeout(1)}, 129 and above are 128 + signal.
 */
final class ExitCodes {
  static final int OK = 0;
  static final int TASKS_FAILED = 1;
  static final int USAGE = 2;
  static final int INVALID_JOB = 65;
  static final int UNREADABLE_JOB = 66;
  static final int NO_SUCH_RUN = 69;
  static final int INTERNAL = 70;
  static final int SYSTEM_REFUSES = 71;
  static final int CANNOT_CREATE_RESULTS = 73;
  static final int CANNOT_WRITE_RESULTS = 74;
  static final int RESULTS_HELD = 75;
  static final int NO_ANSWER = 75;
  static final int NO_PERMISSION = 77;
  static final int WORKERS_DO_NOT_START = 78;
  static final int DEADLINE = 124;
  static final int READER_GONE = 141;

  private ExitCodes() {}

  /**
   * Returns the exit code of a run. What makes the results worthless goes before what stopped the
   * run, and that before how the tasks ended.
   *
   * @param signal the first that asked the run to end; null if none did
   */
  static int of(RunOutcome run, @Nullable StopSignal signal) {
    Throwable sourceFailure = run.sourceFailure();
    if (run.summary().ending() == RunEnding.INTERNAL_ERROR
        || (sourceFailure != null && !(sourceFailure instanceof IOException))) {
      return INTERNAL;
    }
    if (is(run, OutputFailure.Kind.NOT_WRITTEN)) {
      return CANNOT_WRITE_RESULTS;
    }
    if (signal != null) {
      return signal.exitCode();
    }
    if (is(run, OutputFailure.Kind.READER_GONE)) {
      return READER_GONE;
    }
    Integer ofEnding = ofEnding(run.summary().ending());
    return ofEnding == null ? ofTasks(run) : ofEnding;
  }

  private static boolean is(RunOutcome run, OutputFailure.Kind kind) {
    return run.outputFailure() != null && run.outputFailure().kind() == kind;
  }

  /** Returns null if the tasks decide. */
  private static @Nullable Integer ofEnding(RunEnding ending) {
    return switch (ending) {
      case DEADLINE -> DEADLINE;
      case WORKERS_DO_NOT_START -> WORKERS_DO_NOT_START;
      case WORKERS_KEEP_DYING, INTERNAL_ERROR -> INTERNAL;
      case SYSTEM_REFUSES -> SYSTEM_REFUSES;
      case HALTED -> TASKS_FAILED;
      case COMPLETED, STOPPED -> null;
    };
  }

  private static int ofTasks(RunOutcome run) {
    if (run.sourceFailure() != null) {
      return UNREADABLE_JOB;
    }
    return run.allSucceeded() ? OK : TASKS_FAILED;
  }
}
