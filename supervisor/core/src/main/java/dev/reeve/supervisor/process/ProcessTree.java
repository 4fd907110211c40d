package dev.reeve.supervisor.process;

import dev.reeve.os.ProcessEntry;
import dev.reeve.os.ProcessEnvironment;
import dev.reeve.os.ProcessTable;
import dev.reeve.supervisor.model.SupervisorLog;
import dev.reeve.supervisor.model.SupervisorLog.Level;
import dev.reeve.text.Quote;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A worker process and all that came of it. It has three ways to find its members, as each misses
 * some: its process group (misses new sessions), its descendants (gone from view once a parent has
 * ended), and the worker's mark in the environment (Linux only). One thread.
 */
final class ProcessTree {
  private static final int PASSES = 5;

  private final WorkerKey key;
  private final ProcessHandle worker;
  private final boolean ownGroup;
  private final String mark;
  private final SignalSender signals;
  private final SupervisorLog log;
  private final Set<ProcessHandle> descendants = new HashSet<>();
  private boolean killed;

  /**
   * @param ownGroup whether the worker leads a process group
   * @param mark value of {@link ProcessEnvironment#WORKER_ID} in its environment
   */
  ProcessTree(
      WorkerKey key,
      ProcessHandle worker,
      boolean ownGroup,
      String mark,
      SignalSender signals,
      SupervisorLog log) {
    this.key = key;
    this.worker = worker;
    this.ownGroup = ownGroup;
    this.mark = mark;
    this.signals = signals;
    this.log = log;
  }

  /** Asks all to end; one that is stopped is woken for it. */
  void terminate() {
    snapshot();
    if (ownGroup && signals.toGroup("TERM", worker.pid())) {
      signals.toGroup("CONT", worker.pid());
    } else {
      // the handle's own methods leave the pipes alone, unlike those of Process
      worker.destroy();
      descendants.forEach(ProcessHandle::destroy);
      signals.toProcess("CONT", worker.pid());
    }
  }

  /** Ends all. */
  void kill() {
    killed = true;
    snapshot();
    if (ownGroup) {
      signals.toGroup("KILL", worker.pid());
    }
    worker.destroyForcibly(); // setsid may not have made the group yet
    descendants.forEach(ProcessHandle::destroyForcibly);
  }

  /**
   * After the worker's end: ends what it left behind in its group, what was seen of its
   * descendants, and, if asked for, what carries its mark.
   */
  void endLeftBehind(boolean marked) {
    Set<String> ended = new HashSet<>();
    Set<Long> pids = new HashSet<>();
    descendants.stream()
        .filter(ProcessHandle::isAlive)
        .forEach(h -> end(h, "descendant", pids, ended));
    for (int pass = 0; pass < PASSES && endFromTable(marked, pids, ended); pass++) {
      // what is being killed may have started another process before it died
    }
    if (ownGroup && !ProcessTable.exists() && signals.toGroup("KILL", worker.pid())) {
      ended.add("group " + worker.pid());
    }
    if (!ended.isEmpty()) {
      Level level = killed ? Level.INFO : Level.WARNING; // of a killed worker it is to be expected
      log.log(level, key + " left processes behind, killed: " + String.join(", ", ended));
    }
  }

  private boolean endFromTable(boolean marked, Set<Long> pids, Set<String> ended) {
    if (!ownGroup && !marked) {
      return false;
    }
    List<ProcessEntry> found = ProcessTable.select(entry -> belongs(entry, marked));
    boolean any = false;
    for (ProcessEntry entry : found) {
      any |=
          ProcessHandle.of(entry.pid()).filter(h -> end(h, entry.name(), pids, ended)).isPresent();
    }
    return any;
  }

  private boolean belongs(ProcessEntry entry, boolean marked) {
    return (ownGroup && entry.group() == worker.pid())
        || (marked && ProcessEnvironment.has(entry.pid(), ProcessEnvironment.WORKER_ID, mark));
  }

  private static boolean end(ProcessHandle handle, String name, Set<Long> pids, Set<String> ended) {
    if (!pids.add(handle.pid())) {
      return false;
    }
    ended.add(handle.pid() + " " + Quote.line(name));
    return handle.destroyForcibly();
  }

  /** To be taken while the worker lives: afterwards its children have another parent. */
  private void snapshot() {
    try (Stream<ProcessHandle> now = worker.descendants()) {
      now.forEach(descendants::add);
    } catch (RuntimeException e) {
      log.log(Level.DEBUG, "cannot list the descendants of " + key + ": " + e);
    }
  }
}
