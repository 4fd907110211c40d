package dev.reeve.supervisor.cli;

import dev.reeve.supervisor.model.RunEnding;
import dev.reeve.supervisor.model.RunSummary;
import dev.reeve.supervisor.model.TaskStatus;
import dev.reeve.supervisor.results.OutputFailure;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * The exit codes, and which of them a run comes to. 65 to 78 are those of {@code sysexits.h}, 124
 * is that of {@code timeout(1)}, 129 and up are 128 + signal.
 */
final class ExitCodes {
  static final int OK = 0;
  static final int TASKS_FAILED = 1;
  static final int USAGE = 2;
  static final int INVALID_JOB = 65;
  static final int UNREADABLE_JOB = 66;
  static final int INTERNAL = 70;
  static final int SYSTEM_REFUSES = 71;
  static final int CANNOT_CREATE_RESULTS = 73;
  static final int CANNOT_WRITE_RESULTS = 74;
  static final int RESULTS_HELD = 75;
  static final int WORKERS_DO_NOT_START = 78;
  static final int DEADLINE = 124;
  static final int READER_GONE = 141;

  private ExitCodes() {}

  /**
   * All that decides.
   *
   * @param summary what the supervisor says
   * @param failedBefore tasks of the job that an earlier run has recorded as failed, timed out or
   *     crashed, and that did not run again
   * @param signal the first that asked for the end; null if none did
   * @param output the worst that happened to the outputs; null if nothing did
   * @param input why reading the tasks ended early; null if it did not
   */
  record Facts(
      RunSummary summary,
      long failedBefore,
      @Nullable StopSignal signal,
      @Nullable OutputFailure output,
      @Nullable Throwable input) {}

  /**
   * What makes the results worthless goes before what stopped the run, and that before the tasks.
   */
  static int of(Facts facts) {
    if (facts.summary().ending() == RunEnding.INTERNAL_ERROR
        || (facts.input() != null && !(facts.input() instanceof IOException))) {
      return INTERNAL;
    }
    if (is(facts, OutputFailure.Kind.NOT_WRITTEN)) {
      return CANNOT_WRITE_RESULTS;
    }
    if (facts.signal() != null) {
      return facts.signal().exitCode();
    }
    if (is(facts, OutputFailure.Kind.READER_GONE)) {
      return READER_GONE;
    }
    Integer ofEnding = ofEnding(facts);
    return ofEnding == null ? ofTasks(facts) : ofEnding;
  }

  private static boolean is(Facts facts, OutputFailure.Kind kind) {
    return facts.output() != null && facts.output().kind() == kind;
  }

  /** Null if it depends on the tasks. */
  private static @Nullable Integer ofEnding(Facts facts) {
    return switch (facts.summary().ending()) {
      case DEADLINE -> DEADLINE;
      case WORKERS_DO_NOT_START -> WORKERS_DO_NOT_START;
      case WORKERS_KEEP_DYING, INTERNAL_ERROR -> INTERNAL;
      case SYSTEM_REFUSES -> SYSTEM_REFUSES;
      case HALTED -> TASKS_FAILED;
      case COMPLETED, STOPPED -> null;
    };
  }

  private static int ofTasks(Facts facts) {
    if (facts.input() != null) {
      return UNREADABLE_JOB;
    }
    RunSummary summary = facts.summary();
    long succeeded = summary.count(TaskStatus.SUCCEEDED);
    return succeeded == summary.total() && facts.failedBefore() == 0 ? OK : TASKS_FAILED;
  }
}
