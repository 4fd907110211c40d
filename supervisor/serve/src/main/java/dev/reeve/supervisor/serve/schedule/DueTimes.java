package dev.reeve.supervisor.serve.schedule;

import com.cronutils.model.CronType;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;
import dev.reeve.supervisor.job.JobSchedule;
import dev.reeve.text.Quote;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The times at which a schedule is due. */
interface DueTimes {

  /** Returns the first time after that one; null if there is none. */
  @Nullable Instant after(Instant time);

  /**
   * Returns the times of a schedule.
   *
   * @param start of the server, from which the times of {@code every} are counted
   * @param zone of the times of {@code cron}
   * @throws IllegalArgumentException if {@code cron} is not as crontab has it, or is never due; the
   *     message is for people and names the place
   */
  static DueTimes of(JobSchedule schedule, Instant start, ZoneId zone) {
    Duration every = schedule.every();
    if (every != null) {
      return time -> afterSteps(start, every.toMillis(), time);
    }
    String cron = Objects.requireNonNull(schedule.cron());
    ExecutionTime times;
    try {
      times = ExecutionTime.forCron(Parser.CRONTAB.parse(cron).validate());
    } catch (IllegalArgumentException e) {
      throw invalid(schedule, cron, String.valueOf(e.getMessage()));
    }
    DueTimes due = time -> afterCron(times, time.atZone(zone));
    if (due.after(start) == null) {
      throw invalid(schedule, cron, "there is no such day");
    }
    return due;
  }

  private static IllegalArgumentException invalid(JobSchedule schedule, String cron, String why) {
    return new IllegalArgumentException(
        "%s.cron: %s is not as crontab has it (minute, hour, day of month, month, day of week): %s"
            .formatted(schedule.place(), Quote.of(cron), why));
  }

  private static Instant afterSteps(Instant start, long stepMillis, Instant time) {
    long passed = Math.max(0, time.toEpochMilli() - start.toEpochMilli());
    return start.plusMillis((passed / stepMillis + 1) * stepMillis);
  }

  private static @Nullable Instant afterCron(ExecutionTime times, ZonedDateTime time) {
    return times.nextExecution(time).map(ZonedDateTime::toInstant).orElse(null);
  }

  /** Loaded only if there is an expression to parse. */
  final class Parser {
    private static final CronParser CRONTAB =
        new CronParser(CronDefinitionBuilder.instanceDefinitionFor(CronType.UNIX));

    private Parser() {}
  }
}
