package dev.reeve.supervisor.cli;

import dev.reeve.supervisor.redis.WorkOptions;
import dev.reeve.text.Durations;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The options of {@code work}. */
final class WorkTable {
  static final CommandOption<Integer> AHEAD =
      CommandOption.single(
          ValueKind.COUNT,
          "N",
          "Hold at most N tasks at a time (default: twice the workers, more while tasks are quick);"
              + " handlers that work on batches want as many as these have.",
          "--ahead");

  static final CommandOption<Duration> LEASE =
      CommandOption.single(
          ValueKind.POSITIVE_DURATION,
          "D",
          "Other supervisors take over the tasks of this one when it has been away so long"
              + " (default: 1m).",
          "--lease");

  static final CommandOption<Duration> KEEP_RECORDS =
      CommandOption.single(
          ValueKind.POSITIVE_DURATION,
          "D",
          "Redis keeps each record so long (default: 1h).",
          "--keep-records");

  static final CommandOption<Integer> TAKEOVERS =
      CommandOption.single(
          ValueKind.COUNT,
          "N",
          "A task with which more than N supervisors were lost is dead (default: 3).",
          "--max-takeovers");

  static final List<CommandOption<?>> ALL = all();

  /** A submitter may be away so long because of the network, or because it is started again. */
  private static final Duration SHORT_KEEP = Duration.ofMinutes(1);

  private WorkTable() {}

  private static List<CommandOption<?>> all() {
    List<CommandOption<?>> all = new ArrayList<>(List.of(ServeOptions.JOB, OptionTable.HELP));
    all.addAll(BrokerOptions.SERVER);
    all.addAll(List.of(AHEAD, LEASE, KEEP_RECORDS, TAKEOVERS, ServeOptions.ALLOW_EXEC));
    all.addAll(OptionTable.LASTING_POOL);
    return List.copyOf(all);
  }

  /** Returns how tasks are taken, by that many workers. */
  static WorkOptions work(OptionValues values, int workers) throws CommandAbortedException {
    WorkOptions usual = WorkOptions.of(workers);
    Integer ahead = values.get(AHEAD);
    Duration lease = values.get(LEASE);
    Duration keep = values.get(KEEP_RECORDS);
    Integer takeovers = values.get(TAKEOVERS);
    try {
      return new WorkOptions(
          workers,
          ahead == null ? usual.ahead() : ahead,
          lease == null ? usual.lease() : lease,
          keep == null ? usual.keepRecords() : keep,
          takeovers == null ? usual.maxTakeovers() : takeovers);
    } catch (IllegalArgumentException e) {
      throw new CommandAbortedException(ExitCodes.USAGE, String.valueOf(e.getMessage()));
    }
  }

  /** Returns what people should know of these options; null for nothing. */
  static @Nullable String warning(WorkOptions options) {
    Duration kept = options.keepRecords();
    if (kept.compareTo(SHORT_KEEP) >= 0) {
      return null;
    }
    return ("records are kept for %s only: a submitter that is away for longer gets RecordExpired"
            + " instead of them, and one that is started again runs its tasks again")
        .formatted(Durations.text(kept));
  }
}
