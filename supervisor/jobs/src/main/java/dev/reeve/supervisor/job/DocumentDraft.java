package dev.reeve.supervisor.job;

import dev.reeve.supervisor.model.HaltRule;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A job document while it is read. */
final class DocumentDraft {
  private static final ObjectShape<DocumentDraft> SHAPE =
      new ObjectShape<DocumentDraft>("an object such as {\"tasks\": []}")
          .field("name", (json, draft) -> draft.name = json.string("a text"))
          .field("workers", (json, draft) -> draft.workers.read(json))
          .field("defaults", (json, draft) -> draft.defaults(json))
          .field("halt", (json, draft) -> draft.halt = halt(json))
          .field("deadline", (json, draft) -> draft.deadline = LimitsDraft.positiveDuration(json))
          .field("resources", (json, draft) -> draft.resources = ResourcesDraft.amounts(json))
          .field("onFailure", (json, draft) -> draft.onFailure = HookCommand.read(json))
          .field("onEnd", (json, draft) -> draft.onEnd = HookCommand.read(json))
          .field("schedules", (json, draft) -> draft.schedules(json))
          .field("tasks", (json, draft) -> draft.tasks(json));

  private final JobFolder folder;
  private final WorkersDraft workers;
  private final LimitsDraft defaults = new LimitsDraft();
  private final DocumentIds ids = new DocumentIds();
  private final Deque<TaskTemplate> tasks = new ArrayDeque<>();
  private final List<ResourcesDraft.Uses> uses = new ArrayList<>();
  private List<ScheduleDraft> schedules = List.of();
  private Map<String, Integer> resources = Map.of();
  private @Nullable HookCommand onFailure;
  private @Nullable HookCommand onEnd;
  private @Nullable DocumentNeeds needs;
  private int elements;
  private boolean tasksGiven;
  private @Nullable String name;
  private @Nullable HaltRule halt;
  private @Nullable Duration deadline;

  DocumentDraft(JobFolder folder) {
    this.folder = folder;
    workers = new WorkersDraft(folder);
  }

  /** Reads the current value. */
  void read(JsonCursor json) {
    int start = json.offset();
    if (SHAPE.read(json, this) && !tasksGiven) {
      json.reportAt(start, "needs tasks, an array; it may be empty");
    }
  }

  private void defaults(JsonCursor json) {
    defaults.readLimits(json);
    addUses(defaults.uses());
  }

  private void addUses(ResourcesDraft.@Nullable Uses ofTask) {
    if (ofTask != null) {
      uses.add(ofTask);
    }
  }

  private static @Nullable HaltRule halt(JsonCursor json) {
    return json.notation("a rule such as \"soon,fail=10%\"", Quantities::halt);
  }

  private void tasks(JsonCursor json) {
    tasksGiven = true;
    if (!json.isArray("an array of tasks")) {
      return;
    }
    while (json.nextElement()) {
      TaskDraft draft = new TaskDraft(folder, true);
      TaskTemplate template = draft.read(json);
      ids.add(draft);
      addNeeds(draft.needs());
      addUses(draft.uses());
      if (template != null) {
        tasks.add(template);
      }
    }
  }

  private void schedules(JsonCursor json) {
    schedules = ScheduleDraft.readAll(json, folder);
    schedules.forEach(schedule -> addUses(schedule.uses()));
  }

  private void addNeeds(@Nullable NeedsDraft ofTask) {
    if (ofTask != null) {
      if (needs == null) {
        needs = new DocumentNeeds();
      }
      needs.add(elements, ofTask);
    }
    elements++;
  }

  /** Returns the needs of all tasks; null if there are none. Reports what is wrong with them. */
  @Nullable NeedsGraph needs(JobErrors errors) {
    return needs == null ? null : needs.resolve(elements, ids, errors);
  }

  /**
   * Reports uses of what the run has not.
   *
   * @param commandLine amounts that take precedence over those of the document
   */
  void checkUses(Map<String, Integer> commandLine, JobErrors errors) {
    if (!commandLine.isEmpty()) {
      resources = ResourcesDraft.joined(resources, commandLine);
    }
    if (!uses.isEmpty()) {
      ResourcesDraft.check(uses, resources, errors);
    }
  }

  /** Returns the ids that the tasks take. */
  DocumentIds ids() {
    return ids;
  }

  JobSettings settings() {
    return new JobSettings(
        name,
        workers.count(),
        workers.options(),
        workers.restarts(),
        halt,
        deadline,
        resources,
        onFailure == null && onEnd == null ? JobHooks.NONE : new JobHooks(onFailure, onEnd));
  }

  /** Returns the limits for tasks that give none themselves. */
  TaskLimits defaults() {
    return defaults.limits();
  }

  /** Returns the schedules; to be called only if there was no error. */
  List<JobSchedule> schedules(PolicyCache policies) {
    return schedules.stream().map(schedule -> schedule.schedule(policies)).toList();
  }

  /** Returns the templates of tasks without errors, in the order of the document. */
  Deque<TaskTemplate> tasks() {
    return tasks;
  }
}
