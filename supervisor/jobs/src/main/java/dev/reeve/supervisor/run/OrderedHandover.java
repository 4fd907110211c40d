package dev.reeve.supervisor.run;

import dev.reeve.supervisor.job.MissingValueException;
import dev.reeve.supervisor.job.SourceEntry;
import dev.reeve.supervisor.model.ResultListener;
import dev.reeve.supervisor.model.Task;
import dev.reeve.supervisor.model.TaskError;
import dev.reeve.supervisor.model.TaskResult;
import dev.reeve.supervisor.model.TaskStatus;
import dev.reeve.supervisor.results.TaskHash;
import java.io.IOException;
import java.util.List;

/**
 * The stage between a source with needs and the pool. A task runs if what it needs has succeeded,
 * with what is handed on to it; else it is recorded as skipped. A task that an earlier run has done
 * runs again if one that it needs has run in this run. Each task is recognised by its content
 * without what is handed on.
 */
final class OrderedHandover extends Handover {
  private final OrderedSource source;
  private final NeedsState state;

  OrderedHandover(Handover plain, OrderedSource source, NeedsState state) {
    super(plain.resume, plain.pool, plain.admission);
    this.source = source;
    this.state = state;
  }

  @Override
  void handOver(SourceEntry.Ready entry) throws IOException, InterruptedException {
    int part = source.part();
    long ordinal = source.ordinal();
    Task written = entry.task();
    long taskHash = TaskHash.of(written);
    if (state.needsRan(part)) {
      resume.forget(written, entry.numbered(), taskHash);
    } else {
      TaskStatus done = resume.done(written, entry.numbered(), taskHash);
      if (done != null) {
        state.done(part, ordinal, new NeededTasks.EarlierTask(written.id(), taskHash, done));
        return;
      }
    }
    String problem = state.problem(part);
    if (problem != null) {
      record(written, taskHash, TaskStatus.SKIPPED, TaskError.of("NeedNotMet", problem));
    } else {
      complete(written, taskHash);
    }
  }

  private void complete(Task written, long taskHash) throws IOException, InterruptedException {
    int part = source.part();
    List<NeededTasks.EarlierTask> earlier = state.valuesMissing(part);
    if (!earlier.isEmpty()) {
      state.restore(part, resume.results(earlier));
    }
    Task task;
    try {
      task = source.tasks().complete(state.handedOn(part));
    } catch (MissingValueException e) {
      TaskError error = TaskError.of("MissingValue", String.valueOf(e.getMessage()));
      record(written, taskHash, TaskStatus.FAILED, error);
      return;
    }
    InFlightTask admitted = admission.admit(task, taskHash);
    pool.submit(task, listener(admitted));
  }

  private void record(Task task, long taskHash, TaskStatus status, TaskError error)
      throws InterruptedException {
    TaskResult result = TaskResult.notStarted(task.seq(), task.id(), task.handler(), status, error);
    pool.record(result, listener(admission.admit(task, taskHash)));
  }

  private ResultListener listener(InFlightTask admitted) {
    int part = source.part();
    long ordinal = source.ordinal();
    return result -> {
      state.ended(part, ordinal, result);
      admitted.onResult(result);
    };
  }
}
