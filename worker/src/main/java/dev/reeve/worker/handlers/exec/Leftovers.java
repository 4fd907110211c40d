package dev.reeve.worker.handlers.exec;

import java.io.File;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
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

  private final CommandMark mark;
  private final long commandPid;
  private final @Nullable ProcessEntry command;
  private final @Nullable ProcessEntry worker;
  private final long startNanos = System.nanoTime();

  /** To be made as soon as the command has been started. */
  Leftovers(CommandMark mark, long commandPid) {
    this.mark = mark;
    this.commandPid = commandPid;
    this.command = ProcessEntry.read(commandPid);
    this.worker = ProcessEntry.read(ProcessHandle.current().pid());
  }

  Found find() {
    List<ProcessEntry> inSession = new ArrayList<>();
    List<ProcessEntry> escaped = new ArrayList<>();
    Map<Long, ProcessEntry> candidates = candidates();
    for (ProcessEntry candidate : candidates.values()) {
      if (isInSession(candidate) && isOrphan(candidate)) {
        inSession.add(candidate);
      } else if (mark.isOn(candidate.pid())) {
        (sharesSession(candidate) ? inSession : escaped).add(candidate);
      }
    }
    return new Found(inSession, escaped);
  }

  private Map<Long, ProcessEntry> candidates() {
    Map<Long, ProcessEntry> candidates = new TreeMap<>();
    Duration elapsed = Duration.ofNanos(System.nanoTime() - startNanos);
    PidWindow window = PidWindow.since(commandPid, elapsed);
    for (long pid : pids()) {
      ProcessEntry entry = window.holds(pid) ? ProcessEntry.read(pid) : null;
      if (entry != null && !entry.hasEnded()) {
        candidates.put(pid, entry);
      }
    }
    return candidates;
  }

  private static List<Long> pids() {
    String[] names = new File("/proc").list((folder, name) -> Character.isDigit(name.charAt(0)));
    return names == null ? List.of() : List.of(names).stream().map(Long::valueOf).toList();
  }

  private boolean sharesSession(ProcessEntry entry) {
    return worker != null && entry.session() == worker.session();
  }

  private boolean isInSession(ProcessEntry entry) {
    return worker != null
        && command != null
        && worker.session() == worker.pid()
        && entry.session() == worker.pid()
        && entry.startTicks() >= command.startTicks();
  }

  private boolean isOrphan(ProcessEntry entry) {
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
