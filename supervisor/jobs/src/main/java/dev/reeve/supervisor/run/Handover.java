package dev.reeve.supervisor.run;

import dev.reeve.supervisor.job.SourceEntry;
import dev.reeve.supervisor.model.Task;
import dev.reeve.supervisor.model.TaskResult;
import dev.reeve.supervisor.results.TaskHash;
import java.io.IOException;

/** Hands entries that have to run to the pool, as the window allows. Input thread. */
class Handover {
  final ResumeFilter resume;
  final TaskPool pool;
  final Admission admission;

  Handover(ResumeFilter resume, TaskPool pool, Admission admission) {
    this.resume = resume;
    this.pool = pool;
    this.admission = admission;
  }

  final void handOver(SourceEntry entry) throws IOException, InterruptedException {
    if (entry instanceof SourceEntry.Ready ready) {
      handOver(ready);
    } else if (entry instanceof SourceEntry.Rejected rejected
        && !resume.isDone(rejected.result())) {
      TaskResult result = rejected.result();
      pool.record(result, admission.admit(result.seq(), TaskHash.NONE, 0));
    }
  }

  void handOver(SourceEntry.Ready entry) throws IOException, InterruptedException {
    Task task = entry.task();
    long taskHash = TaskHash.of(task);
    if (!resume.isDone(task, entry.numbered(), taskHash)) {
      pool.submit(task, admission.admit(task, taskHash));
    }
  }

  /** Returns the number of tasks that need not run, so far. */
  final long alreadyDone() {
    return resume.total();
  }
}
