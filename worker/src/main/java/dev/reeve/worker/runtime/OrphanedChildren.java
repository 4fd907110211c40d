package dev.reeve.worker.runtime;

import dev.reeve.os.ProcessEntry;
import dev.reeve.os.ProcessEnvironment;
import dev.reeve.os.ProcessId;
import dev.reeve.os.ProcessTable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The processes in this worker's session that it started and whose parents have ended, so that they
 * descend from it no longer. A process that moved to a session of its own is not among them: it was
 * meant to stay. Found on Linux only.
 */
final class OrphanedChildren {
  /** Set by a supervisor that could not give its worker a session of its own. */
  private static final String WITHOUT_SESSION = "reeve.ignoreInterrupt";

  private final ProcessEntry worker;

  /** Null if the worker has its own session, or else if it was not started by a supervisor. */
  private final @Nullable String workerId;

  private OrphanedChildren(ProcessEntry worker) {
    this.worker = worker;
    this.workerId =
        Boolean.getBoolean(WITHOUT_SESSION) ? System.getenv(ProcessEnvironment.WORKER_ID) : null;
  }

  /** Returns those that run now. */
  static List<ProcessEntry> find() {
    ProcessEntry worker = ProcessEntry.read(ProcessId.ofThisProcess());
    return worker == null
        ? List.of()
        : ProcessTable.select(new OrphanedChildren(worker)::isFromWorker);
  }

  private boolean isFromWorker(ProcessEntry entry) {
    return entry.session() == worker.session()
        && entry.pid() != worker.pid()
        && (worker.session() == worker.pid() || hasWorkerId(entry.pid()));
  }

  private boolean hasWorkerId(long pid) {
    return workerId != null && ProcessEnvironment.has(pid, ProcessEnvironment.WORKER_ID, workerId);
  }
}
