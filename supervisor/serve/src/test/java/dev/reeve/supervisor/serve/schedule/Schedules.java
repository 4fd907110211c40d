package dev.reeve.supervisor.serve.schedule;

import dev.reeve.json.Json;
import dev.reeve.supervisor.job.JobSchedule;
import dev.reeve.supervisor.job.JobSchedule.Overlap;
import dev.reeve.supervisor.model.Task;
import java.time.Duration;

/** Schedules for tests. */
final class Schedules {
  private Schedules() {}

  static JobSchedule every(String id, Duration step) {
    return new JobSchedule(task(id), step, null, Overlap.SKIP, "schedules[0]");
  }

  static JobSchedule cron(String id, String cron) {
    return new JobSchedule(task(id), null, cron, Overlap.SKIP, "schedules[0]");
  }

  static JobSchedule queueing(JobSchedule schedule) {
    return new JobSchedule(
        schedule.task(), schedule.every(), schedule.cron(), Overlap.QUEUE, schedule.place());
  }

  private static Task task(String id) {
    return Task.of(0, id, "echo", Json.NULL);
  }
}
