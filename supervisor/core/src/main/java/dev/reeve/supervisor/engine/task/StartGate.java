package dev.reeve.supervisor.engine.task;

import dev.reeve.supervisor.model.StartLimits;
import dev.reeve.text.Sizes;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The decision whether a task may be started now, by the load of the machine, its free memory and
 * the time since the last start. What is not known holds nothing back. The machine is looked at
 * once a second, because its load average changes no faster.
 */
public final class StartGate {
  static final Duration LOOK_INTERVAL = Duration.ofSeconds(1);

  private final StartLimits limits;
  private final Machine machine;
  private final Deadline nextStart = new Deadline();
  private final Deadline nextLook = new Deadline();
  private boolean looked;
  private @Nullable String reason;

  /**
   * @param limits those that change with time are used
   */
  public StartGate(StartLimits limits, Machine machine) {
    this.limits = limits;
    this.machine = machine;
  }

  /** Returns whether a task may be started now. */
  public boolean isOpen(long now) {
    if (nextStart.isSet() && !nextStart.isDue(now)) {
      return false;
    }
    if (!looked || nextLook.isDue(now)) {
      looked = true;
      nextLook.set(now, LOOK_INTERVAL);
      reason = look();
    }
    return reason == null;
  }

  private @Nullable String look() {
    Double maxLoad = limits.maxLoad();
    if (maxLoad != null) {
      double load = machine.load();
      if (load > maxLoad) {
        return String.format(Locale.ROOT, "the load of %.2f is above %s", load, plain(maxLoad));
      }
    }
    Long minFree = limits.minFreeMemory();
    if (minFree != null) {
      long free = machine.freeMemory();
      if (free >= 0 && free < minFree) {
        return "only "
            + Sizes.rounded(free)
            + " of memory are free, less than "
            + Sizes.rounded(minFree);
      }
    }
    return null;
  }

  private static String plain(double number) {
    String text = Double.toString(number);
    return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
  }

  /** Notes that a task is started. */
  public void started(long now) {
    if (limits.delay() != null) {
      nextStart.set(now, limits.delay());
    }
  }

  /** Returns why the machine holds tasks back, for people; null if it does not. */
  public @Nullable String reason() {
    return reason;
  }

  /** Returns the smaller of {@code wait} and the nanoseconds until it may open, if it is closed. */
  public long limit(long wait, long now) {
    if (nextStart.isSet() && !nextStart.isDue(now)) {
      return nextStart.limit(wait, now);
    }
    return reason == null ? wait : nextLook.limit(wait, now);
  }
}
