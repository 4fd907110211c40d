package dev.reeve.worker.handlers.exec;

import java.io.File;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds the processes of a command whose parents have gone. Sees them on Linux only; elsewhere
 * there are none to be found.
 *
 * <p>One that carries the command's mark is a leftover. So is one without it (its environment was
 * cleared) when the worker leads a session of its own, and the process is in it, is younger than
 * the command and descends from the worker no longer: nobody else can have started it.
 */
final class Leftovers {

  /**
   * @param inSession those in the worker's session, which end with the task
   * @param escaped those that went to a session of their own, which are let go
   */
  record Found(List<ProcessEntry> inSession, List<ProcessEntry> escaped) {}

  private static final Found NONE = new Found(List.of(), List.of());

  private final CommandMark mark;
  private final long commandPid;
  private final @Nullable ProcessEntry command;
  private final long startNanos = System.nanoTime();

  /** To be made as soon as the command has been started. */
  Leftovers(CommandMark mark, long commandPid) {
    this.mark = mark;
    this.commandPid = commandPid;
    this.command = ProcessEntry.read(commandPid);
  }

  Found find() {
    List<ProcessEntry> candidates = candidates();
    if (candidates.isEmpty()) {
      return NONE;
    }
    return sort(candidates, ProcessEntry.read(ProcessHandle.current().pid()));
  }

  private Found sort(List<ProcessEntry> candidates, @Nullable ProcessEntry worker) {
    List<ProcessEntry> inSession = new ArrayList<>();
    List<ProcessEntry> escaped = new ArrayList<>();
    for (ProcessEntry candidate : candidates) {
      if (isInSession(candidate, worker) && isOrphan(candidate, worker)) {
        inSession.add(candidate);
      } else if (mark.isOn(candidate.pid())) {
        (sharesSession(candidate, worker) ? inSession : escaped).add(candidate);
      }
    }
    return new Found(inSession, escaped);
  }

  /** All processes that may have been started since the command was, in the order of their pids. */
  private List<ProcessEntry> candidates() {
    PidWindow window =
        PidWindow.since(commandPid, Duration.ofNanos(System.nanoTime() - startNanos));
    List<Long> few = window.few();
    return few == null ? listed(window) : existing(few);
  }

  private static List<ProcessEntry> listed(PidWindow window) {
    String[] names = new File("/proc").list((folder, name) -> Character.isDigit(name.charAt(0)));
    List<ProcessEntry> entries = new ArrayList<>();
    for (String name : names == null ? new String[0] : names) {
      long pid = Long.parseLong(name);
      ProcessEntry entry = window.holds(pid) ? ProcessEntry.read(pid) : null;
      if (entry != null && !entry.hasEnded()) {
        entries.add(entry);
      }
    }
    entries.sort(Comparator.comparingLong(ProcessEntry::pid));
    return entries;
  }

  private static List<ProcessEntry> existing(List<Long> pids) {
    List<ProcessEntry> entries = new ArrayList<>();
    for (long pid : pids) {
      ProcessEntry entry = ProcessEntry.read(pid);
      if (entry != null && !entry.hasEnded() && !ProcessEntry.isThread(pid)) {
        entries.add(entry);
      }
    }
    return entries;
  }

  private static boolean sharesSession(ProcessEntry entry, @Nullable ProcessEntry worker) {
    return worker != null && entry.session() == worker.session();
  }

  private boolean isInSession(ProcessEntry entry, @Nullable ProcessEntry worker) {
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
