package dev.reeve.supervisor.redis;

import dev.reeve.supervisor.job.InvalidJobException;
import dev.reeve.supervisor.job.SourceEntry;
import dev.reeve.supervisor.job.TaskDefaults;
import dev.reeve.supervisor.job.TaskParser;
import dev.reeve.supervisor.model.Task;
import dev.reeve.supervisor.model.TaskError;
import dev.reeve.supervisor.model.TaskResult;
import dev.reeve.supervisor.model.TaskStatus;
import dev.reeve.text.Counts;
import dev.reeve.text.IoReasons;
import java.io.IOException;
import java.nio.file.Path;

/** Makes tasks of what the server hands out; what is no task, or may not run, is rejected. */
final class RowParser implements AutoCloseable {
  private static final String EXEC = "exec";

  private final TaskParser parser;
  private final boolean allowsExec;
  private final int maxTakeovers;
  private final TaskFiles files;

  /**
   * @param folder that paths in tasks are relative to
   * @param allowsExec whether submitters may run any command
   * @param maxTakeovers how many supervisors may be lost with a task
   */
  RowParser(Path folder, TaskDefaults defaults, boolean allowsExec, int maxTakeovers) {
    this.parser = new TaskParser(folder, defaults);
    this.allowsExec = allowsExec;
    this.maxTakeovers = maxTakeovers;
    this.files = new TaskFiles();
  }

  /**
   * Makes a task.
   *
   * @param seq its number in this supervisor
   * @param leaseEnd by {@link System#nanoTime}
   */
  TakenTask parse(RedisServer server, TakenRow row, long seq, long leaseEnd) {
    String id = row.id().isEmpty() ? row.entry() : row.id();
    try {
      Task task = parser.parse(row.task().utf8(), "task", seq, id);
      if (!row.id().isEmpty() && !task.id().equals(row.id())) {
        return invalid(
            server, row, seq, id, leaseEnd, "its entry has another id than the task: " + task.id());
      }
      if (!allowsExec && task.handler().equals(EXEC)) {
        return invalid(
            server,
            row,
            seq,
            task.id(),
            leaseEnd,
            "this supervisor runs no commands for others: start it with --allow-exec, or give it a handler of its own");
      }
      if (row.lostSupervisors() > maxTakeovers) {
        String why =
            "no other supervisor gets it: %s got lost with it"
                .formatted(Counts.of(row.lostSupervisors(), "supervisor"));
        return rejected(
            server,
            row,
            TaskResult.notStarted(
                seq,
                task.id(),
                task.handler(),
                TaskStatus.CRASHED,
                TaskError.of("SupervisorsLost", why)),
            leaseEnd);
      }
      Path file = row.file().hasRemaining() ? files.write(row.file()) : null;
      return TakenTask.running(server, row, task, file, leaseEnd);
    } catch (IOException e) {
      return invalid(server, row, seq, id, leaseEnd, "its file cannot be kept: " + IoReasons.of(e));
    } catch (InvalidJobException e) {
      return invalid(server, row, seq, id, leaseEnd, e.errors().get(0).toString());
    }
  }

  /** Removes the files of tasks. */
  @Override
  public void close() {
    files.close();
  }

  private static TakenTask invalid(
      RedisServer server, TakenRow row, long seq, String id, long leaseEnd, String why) {
    TaskError error = TaskError.of("InvalidTask", why);
    return rejected(
        server, row, TaskResult.notStarted(seq, id, "", TaskStatus.FAILED, error), leaseEnd);
  }

  private static TakenTask rejected(
      RedisServer server, TakenRow row, TaskResult result, long leaseEnd) {
    return TakenTask.rejected(server, row, new SourceEntry.Rejected(result), leaseEnd);
  }
}
