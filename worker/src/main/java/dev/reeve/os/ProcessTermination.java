package dev.reeve.os;

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
 * Ends processes together with all that descend from them. A process that has been seen once is
 * ended even if its parent has ended first. Each process is signalled by its own pid, never by its
 * group: the processes of a task share the worker's group. One thread.
 */
public final class ProcessTermination {
  private static final long POLL_MILLIS = 5;

  private final Set<ProcessHandle> processes = new LinkedHashSet<>();

  /** Creates a termination of these processes; their descendants are found when it begins. */
  public ProcessTermination(Collection<ProcessHandle> processes) {
    this.processes.addAll(processes);
  }

  /** Returns the handles of those processes that still exist. */
  public static List<ProcessHandle> handles(Collection<ProcessEntry> entries) {
    List<ProcessHandle> handles = new ArrayList<>();
    entries.forEach(entry -> ProcessHandle.of(entry.pid()).ifPresent(handles::add));
    return handles;
  }

  /**
   * Returns whether the process has not ended. To the JDK a process that has ended is alive until
   * its parent reaps it.
   */
  public static boolean isRunning(ProcessHandle process) {
    if (!process.isAlive()) {
      return false;
    }
    ProcessEntry entry = ProcessEntry.read(process.pid());
    return entry == null || !entry.hasEnded();
  }

  /**
   * Asks all processes to end (SIGTERM), then kills those that are left and what they started
   * meanwhile (SIGKILL). An interrupt does not shorten it.
   *
   * @param grace time between the two signals, at most
   * @param killLimit time for SIGKILL to take effect
   * @return the processes that could not be ended
   */
  public List<ProcessHandle> run(Duration grace, Duration killLimit) {
    addDescendants();
    // Parents first: a shell whose child ends before itself would run its next step.
    processes.forEach(ProcessHandle::destroy);
    awaitEnd(grace);
    return kill(killLimit);
  }

  /** Waits until all processes have ended, at most that long. An interrupt does not shorten it. */
  public void awaitEnd(Duration limit) {
    long deadline = System.nanoTime() + limit.toNanos();
    while (!running().isEmpty() && System.nanoTime() < deadline) {
      Pause.millis(POLL_MILLIS);
    }
  }

  /** Looks for descendants after each round, since a process may fork while it is being killed. */
  private List<ProcessHandle> kill(Duration limit) {
    long deadline = System.nanoTime() + limit.toNanos();
    addDescendants();
    while (!running().isEmpty() && System.nanoTime() < deadline) {
      running().forEach(ProcessHandle::destroyForcibly);
      Pause.millis(POLL_MILLIS);
      addDescendants();
    }
    return running();
  }

  private List<ProcessHandle> running() {
    return processes.stream().filter(ProcessTermination::isRunning).toList();
  }

  private void addDescendants() {
    Map<Long, List<ProcessHandle>> children = childrenByParent();
    Deque<ProcessHandle> unvisited = new ArrayDeque<>(running());
    while (!unvisited.isEmpty()) {
      ProcessHandle process = unvisited.remove();
      processes.add(process);
      unvisited.addAll(children.getOrDefault(process.pid(), List.of()));
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
