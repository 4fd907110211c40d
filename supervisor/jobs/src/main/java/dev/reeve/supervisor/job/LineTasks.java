package dev.reeve.supervisor.job;

import dev.reeve.supervisor.model.Task;
import dev.reeve.supervisor.model.TaskError;
import dev.reeve.supervisor.model.TaskResult;
import dev.reeve.supervisor.model.TaskStatus;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Parser of a stream's lines: each becomes a task, or a result that tells why it is invalid. */
final class LineTasks {
  private static final String INVALID = "InvalidTask";

  private final JobFolder folder;
  private final PolicyCache policies;
  private final Map<String, Integer> resources;
  private final PlainTaskReader plainTasks = new PlainTaskReader();
  private final RecentIds recentIds = new RecentIds();

  LineTasks(JobFolder folder, TaskDefaults defaults) {
    this.folder = folder;
    policies = new PolicyCache(defaults, TaskLimits.NONE);
    resources = defaults.resources();
  }

  /** Returns the entry number {@code seq} from its line. */
  SourceEntry read(SourceText line, long seq) {
    PlainTask plain = plainTasks.read(line);
    String id = plain == null ? null : plain.id();
    String known = id == null ? Long.toString(seq) : id;
    return plain != null && recentIds.add(known)
        ? new SourceEntry.Ready(
            plain.task(seq, known, policies.of(plain.limits())), plain.id() == null)
        : parse(line, seq);
  }

  /** Parses a line in any form. */
  SourceEntry parse(SourceText line, long seq) {
    LineDraft draft = LineDraft.read(line, folder);
    String id = draft.id() == null ? Long.toString(seq) : draft.id();
    if (!recentIds.add(id)) {
      draft.idIsTaken(id);
    }
    draft.checkUses(resources);
    TaskTemplate template = draft.template();
    if (template == null) {
      return rejected(seq, id, draft.handler(), draft.errors());
    }
    Task task = template.task(seq, id, TaskValues.NONE, policies.of(template.limits()));
    return new SourceEntry.Ready(task, draft.id() == null);
  }

  /** Returns the entry for a line that was too long to be kept. */
  SourceEntry tooLong(SourceText line, long seq) {
    String message = "the line is longer than " + JobJson.MAX_TEXT + " bytes";
    JobError error = JobError.ofLine(line.file(), line.firstLine(), message);
    return rejected(seq, Long.toString(seq), "", List.of(error));
  }

  private static SourceEntry rejected(long seq, String id, String handler, List<JobError> errors) {
    String message = errors.stream().map(JobError::toString).collect(Collectors.joining("; "));
    return new SourceEntry.Rejected(
        TaskResult.notStarted(seq, id, handler, TaskStatus.FAILED, TaskError.of(INVALID, message)));
  }
}
