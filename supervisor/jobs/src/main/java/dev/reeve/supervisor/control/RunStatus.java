package dev.reeve.supervisor.control;

import dev.reeve.supervisor.model.PoolSnapshot;
import dev.reeve.supervisor.model.PoolSnapshot.WorkerActivity;
import dev.reeve.supervisor.model.WaitReason;
import dev.reeve.supervisor.run.RunProgress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The state of a run at a moment, as it is told to others.
 *
 * @param label tells which run it is
 * @param seconds time since its start
 * @param state whether tasks may start
 * @param waitReason {@link WaitReason#word}: why no waiting task starts
 * @param heldBack the same for people, if it is about the machine; else null
 * @param tasks numbers of tasks
 * @param size number of workers that the pool may have
 * @param workers one entry per slot, which may be empty
 */
public record RunStatus(
    RunLabel label,
    double seconds,
    State state,
    String waitReason,
    @Nullable String heldBack,
    TaskNumbers tasks,
    int size,
    List<WorkerActivity> workers) {
  public RunStatus {
    workers = List.copyOf(workers);
  }

  /** Whether tasks of a run may start. */
  public enum State {
    RUNNING("running"),
    /** Running tasks go on. */
    PAUSED("paused"),
    /** Running tasks may finish; the others are skipped. */
    STOPPING("stopping");

    private final String word;

    State(String word) {
      this.word = word;
    }

    /** Returns the word for it in JSON and for people. */
    public String word() {
      return word;
    }
  }

  /**
   * Numbers of tasks.
   *
   * @param total −1 if it is not known
   * @param failed those that failed, timed out or crashed
   * @param skipped those that were skipped or cancelled
   * @param waiting those that were read and neither run nor have ended
   * @param retrying those of the waiting ones that wait out the delay before another attempt
   */
  public record TaskNumbers(
      long total,
      long succeeded,
      long failed,
      long skipped,
      long running,
      long waiting,
      long retrying) {

    /** Returns the number of those that have ended. */
    public long ended() {
      return succeeded + failed + skipped;
    }
  }

  /** Returns the progress of the run, as the run itself has it. */
  public RunProgress progress() {
    PoolSnapshot pool =
        new PoolSnapshot(
            tasks.waiting(),
            tasks.running(),
            tasks.succeeded(),
            tasks.failed() + tasks.skipped(),
            tasks.failed(),
            workers);
    return new RunProgress(pool, tasks.total());
  }

  /** Describes a run by its progress. */
  static RunStatus of(RunLabel label, double seconds, RunProgress progress) {
    PoolSnapshot pool = progress.pool();
    WaitReason reason = pool.condition().waitReason();
    return new RunStatus(
        label,
        seconds,
        state(pool),
        reason.word(),
        pool.heldBack(),
        new TaskNumbers(
            progress.tasks(),
            pool.succeeded(),
            pool.failed(),
            pool.unsuccessful() - pool.failed(),
            pool.running(),
            pool.queued(),
            pool.condition().retrying()),
        pool.condition().size(),
        pool.workers());
  }

  private static State state(PoolSnapshot pool) {
    if (pool.condition().waitReason() == WaitReason.STOPPING) {
      return State.STOPPING;
    }
    return pool.condition().paused() ? State.PAUSED : State.RUNNING;
  }
}
