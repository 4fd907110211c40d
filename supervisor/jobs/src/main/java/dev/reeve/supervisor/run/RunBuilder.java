package dev.reeve.supervisor.run;

import dev.reeve.supervisor.job.SourceEntry;
import dev.reeve.supervisor.job.TaskParts;
import dev.reeve.supervisor.job.TaskSource;
import dev.reeve.supervisor.results.Journal;
import dev.reeve.supervisor.results.RecordOutput;
import dev.reeve.supervisor.results.ResultSpill;
import dev.reeve.supervisor.results.ResultWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Settings of a {@link TaskRun}; each has a default. One thread. */
public final class RunBuilder {
  private final TaskSource source;
  private final TaskPool pool;
  private final List<RecordOutput> outputs = new ArrayList<>();
  private boolean keepOrder;
  private @Nullable Journal journal;
  private boolean retryFailed;
  private RunLimits limits = RunLimits.forHeap(Runtime.getRuntime().maxMemory());
  private RunListener listener = new RunListener() {};
  private List<Path> spillFolders = List.of(Path.of(System.getProperty("java.io.tmpdir")));

  RunBuilder(TaskSource source, TaskPool pool) {
    this.source = source;
    this.pool = pool;
  }

  /**
   * Adds an output, which the run closes; by default there is none. Outputs get each batch of
   * results in the order in which they were added, so one that may stall should come last.
   */
  public RunBuilder output(RecordOutput output) {
    outputs.add(output);
    return this;
  }

  /** Writes results in the order of the source; by default as tasks end. */
  public RunBuilder keepOrder(boolean keep) {
    this.keepOrder = keep;
    return this;
  }

  /**
   * Leaves out the tasks that the journal holds as ended; by default all tasks run. A task is
   * recognised by its id and its content; one whose content has changed runs again. A {@link
   * SourceEntry.Ready#numbered numbered} task is recognised by its content alone.
   */
  public RunBuilder resume(Journal earlier) {
    this.journal = earlier;
    return this;
  }

  /** Leaves out only tasks that the journal holds as succeeded; others run again. */
  public RunBuilder retryFailed(Journal earlier) {
    this.retryFailed = true;
    return resume(earlier);
  }

  /** Bounds memory; by default as {@link RunLimits#forHeap} says for this JVM. */
  public RunBuilder limits(RunLimits bounds) {
    this.limits = bounds;
    return this;
  }

  /**
   * Sets the folder for a nameless file of results that wait to be written and would take too much
   * memory; by default, and if that folder cannot be used, it is the one for temporary files.
   */
  public RunBuilder spillFolder(Path folder) {
    this.spillFolders = List.of(folder, spillFolders.get(spillFolders.size() - 1));
    return this;
  }

  /** Sets the listener; by default there is none. */
  public RunBuilder listener(RunListener target) {
    this.listener = target;
    return this;
  }

  /** Returns the run, which reads nothing before {@link TaskRun#run}. */
  public TaskRun build() {
    ResumeFilter resume = new ResumeFilter(journal, retryFailed, listener::taskChanged);
    RunListener told = listener;
    ResultSpill spill = new ResultSpill(spillFolders, told::warning);
    ResultBacklog backlog = new ResultBacklog(limits, pool, spill);
    ResultWriter writer =
        new ResultWriter(
            outputs,
            keepOrder,
            failure -> {
              pool.drain(failure.message());
              told.outputFailed(failure);
            },
            backlog::awaits);
    ResultRoute route = new ResultRoute(backlog, writer::accept, needsTasks());
    Handover handover = new Handover(resume, pool, new Admission(new TaskWindow(limits), route));
    return new TaskRun(pool, pump(handover), new RunOutputs(writer, spill), resume, told);
  }

  private TaskPump pump(Handover handover) {
    TaskParts parts = source.parts();
    if (parts == null) {
      return new TaskPump(source, handover);
    }
    NeedsState state = new NeedsState(parts, keepOrder);
    OrderedSource ordered = new OrderedSource(source.totalTasks(), parts, state);
    return new TaskPump(ordered, new OrderedHandover(handover, ordered, state));
  }

  private boolean needsTasks() {
    for (RecordOutput output : outputs) {
      if (output.needsTasks()) {
        return true;
      }
    }
    return false;
  }
}
