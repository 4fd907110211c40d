package dev.reeve.supervisor.process;

import dev.reeve.os.ProcessEntry;
import dev.reeve.os.ProcessEnvironment;
import dev.reeve.os.ProcessTable;
import dev.reeve.supervisor.model.SupervisorLog.Level;
import dev.reeve.text.Quote;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A worker process and all processes that come from it. They are found in three ways, since each
 * misses some: by process group, which misses new sessions; as descendants, which misses processes
 * whose parents have ended; and by the worker's id in the environment, on Linux only. One thread.
 */
final class ProcessTree {
  private static final int MAX_PASSES = 5;

  private final WorkerKey key;
  private final ProcessHandle worker;
  private final LaunchContext context;
  private final boolean isGroup;
  private final Set<ProcessHandle> descendants = new HashSet<>();
  private final Set<String> ended = new HashSet<>();
  private final Set<Long> endedPids = new HashSet<>();
  private boolean killed;

  ProcessTree(WorkerKey key, ProcessHandle worker, LaunchContext context) {
    this.key = key;
    this.worker = worker;
    this.context = context;
    this.isGroup = context.starter().startsGroups();
  }

  /** Asks all to end. A stopped process is continued for it. */
  void terminate() {
    addDescendants();
    if (isGroup && signalGroup("TERM")) {
      signalGroup("CONT");
    } else {
      // Process.destroy would close the pipes; the methods of its handle do not.
      worker.destroy();
      descendants.forEach(ProcessHandle::destroy);
      context.signals().toProcess("CONT", worker.pid());
    }
  }

  /** Kills all. */
  void kill() {
    killed = true;
    addDescendants();
    if (isGroup) {
      signalGroup("KILL");
    }
    worker.destroyForcibly(); // setsid may not have created the group yet
    descendants.forEach(ProcessHandle::destroyForcibly);
  }

  /**
   * Kills the processes that are left after the worker's end: those in its group, its known
   * descendants, and perhaps those that have its id.
   */
  void killRemaining(boolean withId) {
    descendants.stream()
        .filter(ProcessHandle::isAlive)
        .forEach(process -> kill(process, "descendant"));
    for (int pass = 0; pass < MAX_PASSES && killListed(withId); pass++) {
      // a process may have started another one before it was killed
    }
    if (isGroup && !ProcessTable.exists() && signalGroup("KILL")) {
      ended.add("group " + worker.pid());
    }
    if (!ended.isEmpty()) {
      Level level = killed ? Level.INFO : Level.WARNING; // expected of a killed worker
      context.log().log(level, key + " left processes behind; killed: " + String.join(", ", ended));
    }
  }

  /** Kills the processes that the system lists; returns whether it has found a new one. */
  private boolean killListed(boolean withId) {
    if (!isGroup && !withId) {
      return false;
    }
    List<ProcessEntry> members = ProcessTable.select(entry -> isMember(entry, withId));
    boolean found = false;
    for (ProcessEntry member : members) {
      found |=
          ProcessHandle.of(member.pid())
              .filter(process -> kill(process, member.name()))
              .isPresent();
    }
    return found;
  }

  private boolean isMember(ProcessEntry entry, boolean withId) {
    return (isGroup && entry.group() == worker.pid())
        || (withId
            && ProcessEnvironment.has(
                entry.pid(), ProcessEnvironment.WORKER_ID, context.starter().workerId(key)));
  }

  private boolean kill(ProcessHandle process, String name) {
    if (!endedPids.add(process.pid())) {
      return false;
    }
    ended.add(process.pid() + " " + Quote.line(name));
    return process.destroyForcibly();
  }

  private boolean signalGroup(String signal) {
    return context.signals().toGroup(signal, worker.pid());
  }

  /** Must be called while the worker lives; afterwards its children have another parent. */
  private void addDescendants() {
    try (Stream<ProcessHandle> now = worker.descendants()) {
      now.forEach(descendants::add);
    } catch (RuntimeException e) {
      context.log().log(Level.DEBUG, "cannot list the descendants of " + key + ": " + e);
    }
  }
}
