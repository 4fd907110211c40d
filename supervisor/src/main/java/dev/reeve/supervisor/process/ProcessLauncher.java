package dev.reeve.supervisor.process;

import dev.reeve.supervisor.SupervisorLog;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Starts worker JVMs as processes of the operating system. Usable by many threads; none of its
 * methods blocks. It keeps two threads, one that starts processes and one that signals them, and
 * four for each worker, three on its pipes and one that waits for its exit.
 */
public final class ProcessLauncher implements WorkerLauncher {

  /** By name: this room must not know the worker's. */
  private static final String WORKER_MAIN = "dev.reeve.worker.runtime.WorkerMain";

  private final Map<Integer, WorkerLog> workerLogs = new ConcurrentHashMap<>();
  private final LaunchSpec spec;
  private final SupervisorLog log;
  private final ServiceThread starterThread;
  private final ServiceThread signalThread;
  private final LaunchContext context;
  private volatile boolean closed;

  /**
   * @param log told what happens to processes that people should know of; called by many threads
   */
  public ProcessLauncher(LaunchSpec spec, SupervisorLog log) {
    this(spec, log, WORKER_MAIN, Limits.DEFAULT);
  }

  ProcessLauncher(LaunchSpec spec, SupervisorLog log, String mainClass, Limits limits) {
    this(new LaunchCommand(spec, mainClass, SystemTools.setsid()), log, limits);
  }

  ProcessLauncher(LaunchCommand command, SupervisorLog log, Limits limits) {
    this.spec = command.spec();
    this.log = log;
    this.starterThread = new ServiceThread("reeve-starter", log);
    this.signalThread = new ServiceThread("reeve-signal", log);
    this.context =
        new LaunchContext(
            command,
            ProcessHandle.current().pid()
                + "-"
                + Long.toHexString(new SplittableRandom().nextLong()),
            new ProcessStarter(command, log),
            new SignalSender(log),
            signalThread,
            limits,
            log);
  }

  @Override
  public WorkerControl start(WorkerKey key, WorkerEvents events) {
    if (closed) {
      throw new IllegalStateException("the launcher is closed");
    }
    WorkerProcess worker = new WorkerProcess(key, events, workerLog(key.slot()), context);
    starterThread.execute(worker::launch);
    return worker;
  }

  @Override
  public void close() {
    closed = true;
    starterThread.close();
    signalThread.execute(() -> workerLogs.values().forEach(WorkerLog::close));
    signalThread.close();
    LastWordsFile.removeLeftovers();
  }

  private WorkerLog workerLog(int slot) {
    return workerLogs.computeIfAbsent(slot, number -> WorkerLog.of(log, spec.logFolder(), number));
  }
}
