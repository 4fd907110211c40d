package dev.reeve.worker.handlers.exec;

import dev.reeve.os.ProcessEntry;
import dev.reeve.os.ProcessTable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The processes of a command whose parents have ended. Found on Linux only.
 *
 * <p>A process that inherited the command's id is a leftover. A process without the id, because its
 * environment was cleared, is one too if the worker leads a session of its own and the process is
 * in that session, is younger than the command, and no longer descends from the worker: only the
 * command can have started it.
 */
final class LeftoverProcesses {

  /**
   * The processes found by one look.
   *
   * @param inSession processes in the worker's session, which end with the task
   * @param escaped processes that moved to a session of their own, which may stay
   */
  record Found(List<ProcessEntry> inSession, List<ProcessEntry> escaped) {}

  private static final Found NONE = new Found(List.of(), List.of());

  private final CommandId id;
  private final long commandPid;
  private final @Nullable String commandStat;
  private final long startNanos = System.nanoTime();

  /** Must be created as soon as the command has been started. */
  LeftoverProcesses(CommandId id, long commandPid) {
    this.id = id;
    this.commandPid = commandPid;
    this.commandStat = ProcessEntry.readLine(commandPid);
  }

  /** Looks for them now. */
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
      boolean hasNoId = isInSession(candidate, command, worker) && isOrphan(candidate, worker);
      if ((hasNoId || id.isIn(candidate.pid())) && !ProcessEntry.isThread(candidate.pid())) {
        (sharesSession(candidate, worker) ? inSession : escaped).add(candidate);
      }
    }
    return new Found(inSession, escaped);
  }

  /**
   * Returns all processes that may have been started after the command, in the order of their pids.
   * Threads may be among them, since they take pids too.
   */
  private List<ProcessEntry> candidates() {
    Duration elapsed = Duration.ofNanos(System.nanoTime() - startNanos);
    RecentPids recent = RecentPids.since(commandPid, elapsed);
    List<Long> few = recent.asList();
    List<ProcessEntry> candidates = new ArrayList<>();
    for (long pid : few == null ? listed(recent) : few) {
      ProcessEntry entry = ProcessEntry.exists(pid) ? ProcessEntry.read(pid) : null;
      if (entry != null && !entry.hasEnded()) {
        candidates.add(entry);
      }
    }
    return candidates;
  }

  private static List<Long> listed(RecentPids recent) {
    return ProcessTable.pids().stream().filter(recent::contains).sorted().toList();
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
