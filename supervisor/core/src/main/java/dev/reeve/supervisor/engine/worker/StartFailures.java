package dev.reeve.supervisor.engine.worker;

import dev.reeve.supervisor.model.RunEnding;
import dev.reeve.supervisor.process.StartFailure;
import dev.reeve.supervisor.process.WorkerExit;
import org.jspecify.annotations.Nullable;

/** Workers that do not get as far as being ready: when that means that none ever will. */
public final class StartFailures {

  /** Deaths before any worker was ready that settle the matter. */
  static final int DEATHS = 3;

  /** Starts that fail while no worker lives, for a cause that may pass, that settle the matter. */
  public static final int FAILURES = 5;

  /** Why the pool can't go on. */
  record Verdict(RunEnding ending, String message) {}

  private boolean oneWasReady;
  private int deaths;
  private int failures;

  /** A worker answered {@code initialize}. */
  void oneIsReady() {
    oneWasReady = true;
    failures = 0;
  }

  boolean noneWasEverReady() {
    return !oneWasReady;
  }

  /**
   * A process ended before it was ready, and none was ready before it.
   *
   * @param reason why it was stopped; null if it was not
   */
  @Nullable Verdict diedBeforeReady(@Nullable StopReason reason, WorkerExit exit) {
    deaths++;
    if (deaths < DEATHS) {
      return null;
    }
    return new Verdict(
        RunEnding.WORKERS_DO_NOT_START,
        "%d workers ended before they were ready, the last %s"
            .formatted(deaths, account(reason, exit)));
  }

  /** The only process that there may be ended before its task began. */
  static Verdict endedAlone(@Nullable StopReason reason, WorkerExit exit) {
    return new Verdict(
        RunEnding.WORKERS_DO_NOT_START,
        "the process ended before its call began, %s".formatted(account(reason, exit)));
  }

  /** Returns why a process ended. The words of one that was stopped tell nothing about that. */
  private static String account(@Nullable StopReason reason, WorkerExit exit) {
    return reason == null ? words(exit) : "because " + reason.text();
  }

  private static String words(WorkerExit exit) {
    String tail = exit.stderrTail().strip();
    String written = tail.isEmpty() ? "it wrote nothing" : "it wrote: " + tail;
    return "with %s; %s".formatted(exit.status(), written);
  }

  /**
   * A process could not be started at all.
   *
   * @param othersLive whether the pool can go on with fewer
   */
  @Nullable Verdict startFailed(StartFailure failure, boolean othersLive) {
    if (!failure.systemRefuses() && !oneWasReady) {
      return cannotStart(failure);
    }
    failures = othersLive ? 0 : failures + 1;
    if (failures < FAILURES) {
      return null;
    }
    return failure.systemRefuses() ? refused(failure) : cannotStart(failure);
  }

  private static Verdict cannotStart(StartFailure failure) {
    return new Verdict(
        RunEnding.WORKERS_DO_NOT_START, "workers can't be started: " + failure.message());
  }

  private static Verdict refused(StartFailure failure) {
    return new Verdict(
        RunEnding.SYSTEM_REFUSES,
        "the operating system refuses to start any worker: " + failure.message());
  }
}
