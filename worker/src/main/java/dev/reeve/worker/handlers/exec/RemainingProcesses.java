package dev.reeve.worker.handlers.exec;

import dev.reeve.os.ProcessEntry;
import java.io.File;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds the processes of a command whose parents have gone. Sees them on Linux only; elsewhere
 * there are none to be found.
 *
 * <p>One that carries the command's mark is a leftover. So is one without it (its environment was
 * cleared) when the worker leads a session of its own, and the process is in it, is younger than
 * the command and descends from the worker no longer: nobody else can have started it.
 */
final class RemainingProcesses {

  /**
   * @param inSession those in the worker's session, which end with the task
   * @param escaped those that went to a session of their own, which are let go
   */
  record Found(List<ProcessEntry> inSession, List<ProcessEntry> escaped) {}

  private static final Found NONE = new Found(List.of(), List.of());

  private final CommandMark mark;
  private final long commandPid;
  private final @Nullable String commandStat;
  private final long startNanos = System.nanoTime();

  /** To be made as soon as the command has been started. */
  RemainingProcesses(CommandMark mark, long commandPid) {
    this.mark = mark;
    this.commandPid = commandPid;
    this.commandStat = ProcessEntry.readLine(commandPid);
  }

  Found find() {
    List<ProcessEntry> candidates = candidates();
    return candidates.isEmpty() ? NONE : sort(candidates);
  }

  private Found sort(List<ProcessEntry> candidates) {
    ProcessEntry worker = ProcessEntry.read(ProcessHandle.current().pid());
    ProcessEntry command = commandStat == null ? null : ProcessEntry.parse(commandStat);
    List<ProcessEntry> inSession = new ArrayList<>();
    List<ProcessEntry> escaped = new ArrayList<>();
    for (ProcessEntry candidate : candidates) {
      boolean isUnmarked = isInSession(candidate, command, worker) && isOrphan(candidate, worker);
      if ((isUnmarked || mark.isOn(candidate.pid())) && !ProcessEntry.isThread(candidate.pid())) {
        (sharesSession(candidate, worker) ? inSession : escaped).add(candidate);
      }
    }
    return new Found(inSession, escaped);
  }

  /**
   * All processes that may have been started since the command was, in the order of their pids.
   * Threads may be among them: they take pids too.
   */
  private List<ProcessEntry> candidates() {
    Duration elapsed = Duration.ofNanos(System.nanoTime() - startNanos);
    PidWindow window = PidWindow.since(commandPid, elapsed);
    List<Long> few = window.few();
    List<ProcessEntry> candidates = new ArrayList<>();
    for (long pid : few == null ? listed(window) : few) {
      ProcessEntry entry = ProcessEntry.exists(pid) ? ProcessEntry.read(pid) : null;
      if (entry != null && !entry.hasEnded()) {
        candidates.add(entry);
      }
    }
    return candidates;
  }

  private static List<Long> listed(PidWindow window) {
    String[] names = new File("/proc").list((folder, name) -> Character.isDigit(name.charAt(0)));
    return names == null
        ? List.of()
        : Stream.of(names).map(Long::valueOf).filter(window::holds).sorted().toList();
  }

  private static boolean sharesSession(ProcessEntry entry, @Nullable ProcessEntry worker) {
    return worker != null && entry.session() == worker.session();
  }

  private static boolean isInSession(
      ProcessEntry entry, @Nullable ProcessEntry command, @Nullable ProcessEntry worker) {
    return worker != null
        && command != null
        && worker.session() == worker.pid()
        && entry.session() == worker.pid()
        && entry.startTicks() >= command.startTicks();
  }

  private static boolean isOrphan(ProcessEntry entry, @Nullable ProcessEntry worker) {
    ProcessEntry ancestor = entry;
    while (ancestor != null && worker != null && ancestor.pid() != worker.pid()) {
      if (ancestor.parent() <= 1) {
        return true;
      }
      ancestor = ProcessEntry.read(ancestor.parent());
    }
    return false;
  }
}
