package dev.reeve.worker.runtime;

import dev.reeve.os.ProcessEntry;
import dev.reeve.os.ProcessEnvironment;
import java.io.File;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Processes in this worker's session that it has started and that descend from it no longer, since
 * their parents have gone. What went to a session of its own wanted to stay. On Linux only.
 */
final class OrphanedChildren {
  /** Names a worker to all that it starts; set by the supervisor. */
  private static final String MARK = "REEVE_WORKER";

  /** Said by a supervisor that could give its worker no session; else the mark may be another's. */
  private static final String WITHOUT_SESSION = "reeve.ignoreInterrupt";

  private final ProcessEntry worker;
  private final @Nullable String mark;

  private OrphanedChildren(ProcessEntry worker) {
    this.worker = worker;
    this.mark = Boolean.getBoolean(WITHOUT_SESSION) ? System.getenv(MARK) : null;
  }

  static List<ProcessHandle> find() {
    ProcessEntry worker = ProcessEntry.read(ProcessId.ofThisProcess());
    return worker == null ? List.of() : new OrphanedChildren(worker).all();
  }

  private List<ProcessHandle> all() {
    String[] names = new File("/proc").list((folder, name) -> Character.isDigit(name.charAt(0)));
    List<ProcessHandle> found = new ArrayList<>();
    for (String name : names == null ? new String[0] : names) {
      ProcessEntry entry = ProcessEntry.read(Long.parseLong(name));
      if (entry != null && isOurs(entry)) {
        Optional<ProcessHandle> handle = ProcessHandle.of(entry.pid());
        handle.ifPresent(found::add);
      }
    }
    return found;
  }

  private boolean isOurs(ProcessEntry entry) {
    return entry.session() == worker.session()
        && entry.pid() != worker.pid()
        && !entry.hasEnded()
        && (worker.session() == worker.pid() || isMarked(entry.pid()));
  }

  private boolean isMarked(long pid) {
    return mark != null && ProcessEnvironment.has(pid, MARK, mark);
  }
}
