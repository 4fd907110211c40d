package dev.reeve.supervisor.engine.worker;

/** Carries out the commands of callers on the workers of a pool. */
final class PoolSteering implements PoolCommand.Handler {
  private final Slots slots;
  private final RestrictedHandout handout;
  private final Cancellation cancellation;

  PoolSteering(Slots slots, RestrictedHandout handout, Cancellation cancellation) {
    this.slots = slots;
    this.handout = handout;
    this.cancellation = cancellation;
  }

  @Override
  public void holdTasks(PoolCommand.HoldTasks command) {
    handout.hold(command.exceptSeq());
  }

  @Override
  public void releaseTasks(PoolCommand.ReleaseTasks command) {
    handout.release();
  }

  /** Takes back the tasks that wait in workers' pipes, too. */
  @Override
  public void pauseTasks(PoolCommand.PauseTasks command) {
    handout.pause();
    slots.forEachWorker(worker -> worker.attempts().recallWaiting());
  }

  @Override
  public void resumeTasks(PoolCommand.ResumeTasks command) {
    handout.resume();
  }

  /** A worker that has to go finishes its task, but gives back what waits behind it. */
  @Override
  public void resize(PoolCommand.Resize command) {
    slots.resize(command.workers(), command.firstNewSlot());
    for (Slot slot : slots.spare()) {
      Worker worker = slot.worker();
      if (worker != null && slot.hasLeftPool()) {
        worker.attempts().recallWaiting();
      }
    }
  }

  @Override
  public void cancelById(PoolCommand.CancelById command) {
    command.answer().complete(cancellation.cancel(command.taskId()));
  }
}
