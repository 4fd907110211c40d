package dev.reeve.worker.handlers.exec;

import dev.reeve.os.Pause;
import dev.reeve.os.ProcessEntry;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Processes that are to be ended together with all that descend from them. Once seen, a process
 * stays known, so that it is not lost when its parent goes first.
 *
 * <p>Each is signalled by its own pid, never by its group: commands stay in the worker's group,
 * where the one who ends the worker reaches them too.
 */
final class CommandProcesses {
  private static final long LOOK_EVERY_MILLIS = 5;
  private static final Duration KILL_LIMIT = Duration.ofSeconds(2);

  private final Set<ProcessHandle> known = new LinkedHashSet<>();

  void add(ProcessHandle process) {
    known.add(process);
  }

  void addAll(Collection<ProcessEntry> processes) {
    processes.forEach(process -> ProcessHandle.of(process.pid()).ifPresent(known::add));
  }

  /**
   * Asks all to end (SIGTERM), and after a while forces those that are left, with whatever they
   * started meanwhile (SIGKILL). Not stopped by an interrupt.
   *
   * @param patience how long they have after they were asked
   * @return those that could not be ended
   */
  List<ProcessHandle> end(Duration patience) {
    discover();
    // Parents come first: a shell whose child is ended before itself would run its next step.
    known.forEach(ProcessHandle::destroy);
    awaitEnd(patience);
    return kill();
  }

  /** Waits until all known have ended, at most so long. */
  void awaitEnd(Duration limit) {
    long deadline = System.nanoTime() + limit.toNanos();
    while (!alive().isEmpty() && System.nanoTime() < deadline) {
      Pause.millis(LOOK_EVERY_MILLIS);
    }
  }

  /** Looks again after each round, for a process that was forking while it was killed. */
  private List<ProcessHandle> kill() {
    long deadline = System.nanoTime() + KILL_LIMIT.toNanos();
    discover();
    while (!alive().isEmpty() && System.nanoTime() < deadline) {
      alive().forEach(ProcessHandle::destroyForcibly);
      Pause.millis(LOOK_EVERY_MILLIS);
      discover();
    }
    return alive();
  }

  private List<ProcessHandle> alive() {
    return known.stream().filter(CommandProcesses::isRunning).toList();
  }

  /** For the JDK a process that nobody has reaped yet is alive; no signal reaches it any more. */
  private static boolean isRunning(ProcessHandle process) {
    if (!process.isAlive()) {
      return false;
    }
    ProcessEntry entry = ProcessEntry.read(process.pid());
    return entry == null || !entry.hasEnded();
  }

  /** Adds the descendants of all known, from one look at the process table. */
  private void discover() {
    Map<Long, List<ProcessHandle>> children = childrenByParent();
    Deque<ProcessHandle> open = new ArrayDeque<>(alive());
    while (!open.isEmpty()) {
      ProcessHandle process = open.remove();
      known.add(process);
      open.addAll(children.getOrDefault(process.pid(), List.of()));
    }
  }

  private static Map<Long, List<ProcessHandle>> childrenByParent() {
    Map<Long, List<ProcessHandle>> children = new HashMap<>();
    ProcessHandle.allProcesses()
        .forEach(
            process ->
                process
                    .parent()
                    .ifPresent(
                        parent ->
                            children
                                .computeIfAbsent(parent.pid(), pid -> new ArrayList<>())
                                .add(process)));
    return children;
  }
}
