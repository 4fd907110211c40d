package dev.reeve.supervisor.cli;

import dev.reeve.supervisor.cli.terminal.StatusText;
import dev.reeve.supervisor.control.RunStatus;
import dev.reeve.supervisor.control.RunStatus.TaskNumbers;
import dev.reeve.supervisor.model.WaitReason;
import dev.reeve.text.Durations;
import dev.reeve.text.Printable;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The state of another process's run, for people. */
final class RunText {
  private static final double NANOS = 1e9;

  private RunText() {}

  /** Returns its name, fit for one line. */
  static String name(RunStatus status) {
    return Printable.onOneLine(status.label().name());
  }

  /** Returns the time since its start. */
  static String age(RunStatus status) {
    return Durations.rounded((long) (status.seconds() * NANOS));
  }

  /** Returns the number of tasks that have ended, and of all if that is known. */
  static String done(TaskNumbers tasks) {
    return tasks.total() < 0 ? tasks.ended() + "" : tasks.ended() + "/" + tasks.total();
  }

  /** Returns a line about the run, one with numbers of tasks, and one for each worker. */
  static List<String> lines(RunStatus status) {
    List<String> lines = new ArrayList<>();
    lines.add(
        "%s  %s  pid %d  %s, started %s ago"
            .formatted(
                name(status),
                status.label().command(),
                status.label().pid(),
                status.state().word(),
                age(status)));
    String why = status.heldBack() == null ? why(status.waitReason()) : status.heldBack();
    if (why != null) {
      lines.add("nothing starts: " + why);
    }
    lines.addAll(StatusText.of(status.progress()));
    return lines;
  }

  private static @Nullable String why(String reason) {
    for (WaitReason each : WaitReason.values()) {
      if (each.word().equals(reason)) {
        return why(each);
      }
    }
    return null;
  }

  private static @Nullable String why(WaitReason reason) {
    return switch (reason) {
      case NONE, BUSY, NO_TASK -> null;
      case PAUSED -> "the run is paused";
      case STOPPING -> "the run stops";
      case START -> "no worker is ready yet";
      case RESTART -> "workers have died, and the next ones wait a moment";
      case RETRY -> "all tasks that are left wait for their next attempt";
      case RESOURCES -> "running tasks use what the others need";
      case MACHINE -> "the machine is too busy";
      case RESULTS -> "results have to be written first";
    };
  }
}
