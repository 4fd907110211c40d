package dev.reeve.supervisor.engine.worker;

import dev.reeve.supervisor.model.CancelOutcome;
import java.util.concurrent.CompletableFuture;

/** What a caller asks of a pool as a whole, or of a task that it knows by id. Immutable. */
public sealed interface PoolCommand {

  /**
   * Hands this command to the method of {@code handler} made for it, so that a missing case does
   * not compile.
   */
  void deliverTo(Handler handler);

  /** One method for each kind of command. */
  interface Handler {
    void holdTasks(HoldTasks command);

    void releaseTasks(ReleaseTasks command);

    void pauseTasks(PauseTasks command);

    void resumeTasks(ResumeTasks command);

    void resize(Resize command);

    void cancelById(CancelById command);
  }

  /**
   * No further tasks must be given to workers, because their results could not be kept.
   *
   * @param exceptSeq number of a task that may be given all the same; 0: none
   */
  record HoldTasks(long exceptSeq) implements PoolCommand {
    @Override
    public void deliverTo(Handler handler) {
      handler.holdTasks(this);
    }
  }

  /** Results can be kept again. */
  record ReleaseTasks() implements PoolCommand {
    @Override
    public void deliverTo(Handler handler) {
      handler.releaseTasks(this);
    }
  }

  /** No further tasks must start, because somebody wants it so. */
  record PauseTasks() implements PoolCommand {
    @Override
    public void deliverTo(Handler handler) {
      handler.pauseTasks(this);
    }
  }

  /** Tasks may start again. */
  record ResumeTasks() implements PoolCommand {
    @Override
    public void deliverTo(Handler handler) {
      handler.resumeTasks(this);
    }
  }

  /**
   * The pool must have another size.
   *
   * @param workers from 1, spares not counted
   * @param firstNewSlot number of the first slot that has to be made for this, if any; the numbers
   *     that follow it are free too
   */
  record Resize(int workers, int firstNewSlot) implements PoolCommand {
    @Override
    public void deliverTo(Handler handler) {
      handler.resize(this);
    }
  }

  /** All tasks with that id must end early. */
  record CancelById(String taskId, CompletableFuture<CancelOutcome> answer) implements PoolCommand {
    @Override
    public void deliverTo(Handler handler) {
      handler.cancelById(this);
    }
  }
}
