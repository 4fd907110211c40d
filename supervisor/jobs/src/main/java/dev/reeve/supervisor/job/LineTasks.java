package dev.reeve.supervisor.job;

import dev.reeve.supervisor.model.Task;
import dev.reeve.supervisor.model.TaskError;
import dev.reeve.supervisor.model.TaskResult;
import dev.reeve.supervisor.model.TaskStatus;
import dev.reeve.text.Quote;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/** Parser of a stream's lines: each becomes a task, or a result that tells why it is invalid. */
final class LineTasks {
  private static final String INVALID = "InvalidTask";

  private final JobFolder folder;
  private final PolicyCache policies;
  private final Map<String, Integer> resources;
  private final RecentIds recentIds = new RecentIds();

  LineTasks(JobFolder folder, TaskDefaults defaults) {
    this.folder = folder;
    policies = new PolicyCache(defaults, TaskLimits.NONE);
    resources = defaults.resources();
  }

  /** Returns the entry number {@code seq} from its line. */
  SourceEntry read(SourceText line, long seq) {
    PlainTask plain = PlainTask.of(line);
    String id = plain == null ? null : plain.id();
    String known = id == null ? Long.toString(seq) : id;
    return plain != null && recentIds.add(known)
        ? new SourceEntry.Ready(
            plain.task(seq, known, policies.of(TaskLimits.NONE)), plain.id() == null)
        : parse(line, seq);
  }

  /** Parses a line in any form. */
  SourceEntry parse(SourceText line, long seq) {
    JobErrors errors = new JobErrors(line);
    TaskDraft draft = new TaskDraft(folder, false);
    TaskTemplate template = Utf8Check.passes(line, errors) ? template(line, draft, errors) : null;
    String id = draft.id() == null ? Long.toString(seq) : draft.id();
    if (!recentIds.add(id) && template != null) {
      errors.add(
          draft.idOffset(), "id", Quote.of(id) + " is taken by an earlier task; ids must differ");
    }
    ResourcesDraft.Uses uses = draft.uses();
    if (uses != null) {
      uses.check(resources, errors);
    }
    if (template == null || errors.count() > 0) {
      return rejected(seq, id, draft.handler(), errors.inOrder());
    }
    Task task = template.task(seq, id, TaskValues.NONE, policies.of(template.limits()));
    return new SourceEntry.Ready(task, draft.id() == null);
  }

  private static @Nullable TaskTemplate template(
      SourceText line, TaskDraft draft, JobErrors errors) {
    try (JsonCursor json = new JsonCursor(line, errors)) {
      try {
        json.next();
        TaskTemplate template = draft.read(json);
        if (json.next()) {
          json.report("unexpected text after the task; write one task per line");
        }
        return template;
      } catch (JacksonException e) {
        json.report(e);
        return null;
      }
    }
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
