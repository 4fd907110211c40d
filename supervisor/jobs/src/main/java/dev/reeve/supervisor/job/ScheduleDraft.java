package dev.reeve.supervisor.job;

import dev.reeve.supervisor.job.JobSchedule.Overlap;
import dev.reeve.supervisor.model.Task;
import dev.reeve.text.Durations;
import dev.reeve.text.Quote;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An element of {@code schedules} while it is read: a time, and the task that is due then. */
final class ScheduleDraft {
  private static final int MAX_CRON_CHARS = 200;
  private static final Duration SHORTEST = Duration.ofSeconds(1);

  private static final ObjectShape<ScheduleDraft> SHAPE =
      new ObjectShape<ScheduleDraft>("a schedule: an object with every or cron, and a task")
          .field("every", (json, draft) -> draft.every(json))
          .field("cron", (json, draft) -> draft.cron(json))
          .field("overlap", (json, draft) -> draft.overlap(json))
          .field("task", (json, draft) -> draft.task(json));

  private final JobFolder folder;
  private final String place;
  private int given;
  private boolean taskGiven;
  private @Nullable Duration every;
  private @Nullable String cron;
  private Overlap overlap = Overlap.SKIP;
  private @Nullable TaskDraft draft;
  private @Nullable TaskTemplate template;

  private ScheduleDraft(JobFolder folder, String place) {
    this.folder = folder;
    this.place = place;
  }

  /** Reads the current value, an array; elements with errors are left out. */
  static List<ScheduleDraft> readAll(JsonCursor json, JobFolder folder) {
    List<ScheduleDraft> all = new ArrayList<>();
    Map<String, String> places = new HashMap<>();
    if (json.isArray("an array of schedules")) {
      for (int index = 0; json.nextElement(); index++) {
        ScheduleDraft draft = new ScheduleDraft(folder, "schedules[" + index + "]");
        if (draft.read(json, places)) {
          all.add(draft);
        }
      }
    }
    return all;
  }

  private boolean read(JsonCursor json, Map<String, String> places) {
    int start = json.offset();
    if (!SHAPE.read(json, this)) {
      return false;
    }
    if (given != 1) {
      json.reportAt(start, "needs one of every and cron, not " + (given == 0 ? "none" : "both"));
    }
    if (!taskGiven) {
      json.reportAt(start, "needs a task");
    }
    checkId(json, places);
    return template != null && (every != null || cron != null);
  }

  private void checkId(JsonCursor json, Map<String, String> places) {
    if (draft == null) {
      return;
    }
    String id = draft.id();
    if (id == null) {
      if (draft.idOffset() >= 0 && template != null) {
        json.reportAt(draft.idOffset(), "task", "needs an id, by which its runs are named");
      }
      return;
    }
    String earlier = places.putIfAbsent(id, place);
    if (earlier != null) {
      json.reportAt(
          draft.idOffset(),
          "task.id",
          "the id " + Quote.of(id) + " is taken by " + earlier + "; ids must differ");
    }
  }

  private void every(JsonCursor json) {
    given++;
    Duration time = json.notation("a duration such as \"10m\"", Durations::parse);
    if (time != null && time.compareTo(SHORTEST) < 0) {
      json.report("must be at least 1s");
      return;
    }
    every = time;
  }

  private void cron(JsonCursor json) {
    given++;
    cron = json.name("five fields such as \"0 3 * * *\"", MAX_CRON_CHARS);
  }

  private void overlap(JsonCursor json) {
    Overlap read = json.notation("\"skip\" or \"queue\"", ScheduleDraft::overlap);
    overlap = read == null ? overlap : read;
  }

  private static Overlap overlap(String text) {
    return switch (text) {
      case "skip" -> Overlap.SKIP;
      case "queue" -> Overlap.QUEUE;
      default -> throw new IllegalArgumentException("must be skip or queue, not " + Quote.of(text));
    };
  }

  private void task(JsonCursor json) {
    taskGiven = true;
    draft = new TaskDraft(folder, false);
    template = draft.read(json);
  }

  /** Returns what its task uses; null if it uses nothing. */
  ResourcesDraft.@Nullable Uses uses() {
    return draft == null ? null : draft.uses();
  }

  /** Returns the schedule; to be called only if there was no error. */
  JobSchedule schedule(PolicyCache policies) {
    if (template == null || template.id() == null) {
      throw new IllegalStateException("it has errors");
    }
    Task task = template.task(0, template.id(), TaskValues.NONE, policies.of(template.limits()));
    return new JobSchedule(task, every, cron, overlap, place);
  }
}
