package dev.reeve.supervisor.job;

import dev.reeve.supervisor.model.Task;
import dev.reeve.supervisor.model.TaskError;
import dev.reeve.supervisor.model.TaskResult;
import dev.reeve.supervisor.model.TaskStatus;
import dev.reeve.text.Quote;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/** Makes a task of each line of a stream, or a result that says why the line is none. */
final class LineTasks {
  private static final String INVALID = "InvalidTask";

  private final JobFolder folder;
  private final Policies policies;
  private final RecentIds recentIds = new RecentIds();

  LineTasks(JobFolder folder, TaskDefaults defaults) {
    this.folder = folder;
    policies = new Policies(defaults, TaskLimits.NONE);
  }

  /** The entry number {@code seq}, of {@code line}. */
  JobEntry read(SourceText line, long seq) {
    PlainTask plain = PlainTask.of(line);
    String id = plain == null || plain.id() == null ? Long.toString(seq) : plain.id();
    return plain != null && recentIds.add(id)
        ? new JobEntry.Ready(plain.task(seq, id, policies.of(TaskLimits.NONE)))
        : parse(line, seq);
  }

  /** As {@link #read}, whatever is in the line. */
  JobEntry parse(SourceText line, long seq) {
    JobErrors problems = new JobErrors(line);
    TaskDraft draft = new TaskDraft(folder, false);
    TaskTemplate template =
        TextCheck.isUtf8(line, problems) ? template(line, draft, problems) : null;
    String id = draft.id() == null ? Long.toString(seq) : draft.id();
    if (!recentIds.add(id) && template != null) {
      problems.add(
          draft.idOffset(), "id", Quote.of(id) + " is taken by an earlier task; ids must differ");
    }
    if (template == null || problems.count() > 0) {
      return rejected(seq, id, draft.handler(), problems.inOrder());
    }
    Task task = template.task(seq, id, Item.NONE, policies.of(template.limits()));
    return new JobEntry.Ready(task);
  }

  private static @Nullable TaskTemplate template(
      SourceText line, TaskDraft draft, JobErrors problems) {
    try (JsonCursor json = new JsonCursor(line, problems)) {
      try {
        json.next();
        TaskTemplate template = draft.read(json);
        if (json.next()) {
          json.complain("there is more on the line after the task; write one task a line");
        }
        return template;
      } catch (JacksonException e) {
        json.complain(e);
        return null;
      }
    }
  }

  /** The entry for a line that was too long to be kept. */
  JobEntry tooLong(SourceText line, long seq) {
    String message = "the line is longer than " + JobJson.MAX_TEXT + " bytes";
    int number = (int) Math.min(line.firstLine(), Integer.MAX_VALUE);
    JobError error = new JobError(line.file(), number, 0, null, message);
    return rejected(seq, Long.toString(seq), "", List.of(error));
  }

  private static JobEntry rejected(long seq, String id, String handler, List<JobError> errors) {
    String message = errors.stream().map(JobError::toString).collect(Collectors.joining("; "));
    return new JobEntry.Rejected(
        TaskResult.notStarted(seq, id, handler, TaskStatus.FAILED, TaskError.of(INVALID, message)));
  }
}
