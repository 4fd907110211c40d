package dev.reeve.supervisor.each;

import dev.reeve.supervisor.job.Job;
import dev.reeve.supervisor.job.JobSettings;
import dev.reeve.supervisor.job.SourceEntry;
import dev.reeve.supervisor.model.Task;
import dev.reeve.supervisor.model.TaskError;
import dev.reeve.supervisor.model.TaskPolicy;
import dev.reeve.supervisor.model.TaskResult;
import dev.reeve.supervisor.model.TaskStatus;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The tasks that arguments make, each as soon as its arguments have been read. */
final class EachJob implements Job {
  private static final String INVALID = "InvalidTask";

  private final TaskPayload payload;
  private final ArgumentRows rows;
  private final TaskPolicy policy;
  private final Path folder;
  private final List<Path> inputs;
  private final TaskIds ids = new TaskIds();
  private long number;
  private volatile boolean closed;

  /**
   * @param folder absolute
   * @param inputs files that are read
   */
  EachJob(
      TaskPayload payload, ArgumentRows rows, TaskPolicy policy, Path folder, List<Path> inputs) {
    this.payload = payload;
    this.rows = rows;
    this.policy = policy;
    this.folder = folder;
    this.inputs = List.copyOf(inputs);
  }

  @Override
  public JobSettings settings() {
    return JobSettings.NONE;
  }

  @Override
  public Path folder() {
    return folder;
  }

  @Override
  public List<Path> inputs() {
    return inputs;
  }

  @Override
  public @Nullable SourceEntry next() throws IOException {
    ArgumentRow row = closed ? null : nextRow();
    return row == null ? null : entry(row, ++number);
  }

  private @Nullable ArgumentRow nextRow() throws IOException {
    try {
      return rows.next();
    } catch (IOException e) {
      if (closed) {
        return null;
      }
      throw e;
    }
  }

  private SourceEntry entry(ArgumentRow row, long seq) {
    TaskIds.Id id = ids.next(row.values(), seq);
    if (row.problem() != null) {
      return new SourceEntry.Rejected(
          TaskResult.notStarted(
              seq,
              id.text(),
              payload.handler(),
              TaskStatus.FAILED,
              TaskError.of(INVALID, row.problem())));
    }
    Task task =
        new Task(
            seq, id.text(), payload.handler(), payload.of(row.values(), seq), policy, 0, List.of());
    return new SourceEntry.Ready(task, id.numbered());
  }

  @Override
  public void close() throws IOException {
    closed = true;
    rows.close();
  }
}
