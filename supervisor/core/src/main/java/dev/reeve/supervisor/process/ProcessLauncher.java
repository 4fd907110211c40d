package dev.reeve.supervisor.process;

import dev.reeve.supervisor.model.SupervisorLog;
import dev.reeve.supervisor.model.WorkerLine;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Starts worker JVMs as processes of the operating system. Thread-safe; no method blocks, except
 * {@link #awaitPreparing}. It keeps two threads, one that starts processes and one that signals
 * them, and four for each worker: three on its pipes, and one that waits for its exit.
 */
public final class ProcessLauncher implements WorkerLauncher {
  private final Map<Integer, WorkerLog> workerLogs = new ConcurrentHashMap<>();
  private final @Nullable Path logFolder;
  private final ServiceThread starterThread;
  private final ServiceThread signalThread;
  private final LaunchContext context;
  private volatile @Nullable Consumer<WorkerLine> lineListener;
  private volatile boolean closed;

  /**
   * Creates a launcher of Reeve's own workers.
   *
   * @param archives folder of class-data archives, with which workers start faster; null: none
   * @param ownJars the part of the class path that is archived
   * @param prestarted becomes the first worker, if it is of the same kind
   * @param log receives events of processes, from many threads
   */
  public ProcessLauncher(
      LaunchSpec spec,
      @Nullable Path archives,
      List<Path> ownJars,
      @Nullable PrestartedProcess prestarted,
      SupervisorLog log) {
    this(
        spec,
        starter(LaunchCommand.of(spec), archives, ownJars, prestarted, log),
        ProcessTimeouts.DEFAULT,
        log);
  }

  /**
   * Creates a launcher of Reeve's own workers, without class-data archives.
   *
   * @param log receives events of processes, from many threads
   */
  public ProcessLauncher(LaunchSpec spec, SupervisorLog log) {
    this(spec, null, List.of(), null, log);
  }

  ProcessLauncher(LaunchCommand command, SupervisorLog log, ProcessTimeouts timeouts) {
    this(command.spec(), starter(command, null, List.of(), null, log), timeouts, log);
  }

  private ProcessLauncher(
      LaunchSpec spec, ProcessStarter starter, ProcessTimeouts timeouts, SupervisorLog log) {
    this.logFolder = spec.logFolder();
    this.starterThread = new ServiceThread("reeve-starter", log);
    this.signalThread = new ServiceThread("reeve-signal", log);
    LongMessages longMessages =
        LongMessages.forHeap(Runtime.getRuntime().maxMemory(), spec.maxFrameBytes());
    this.context =
        new LaunchContext(
            starter, new SignalSender(log), signalThread, timeouts, longMessages, log);
  }

  private static ProcessStarter starter(
      LaunchCommand command,
      @Nullable Path archives,
      List<Path> ownJars,
      @Nullable PrestartedProcess prestarted,
      SupervisorLog log) {
    WorkerIds ids = prestarted == null ? WorkerIds.next() : prestarted.ids();
    WorkerArchive archive = WorkerArchive.of(archives, ownJars, command, log);
    return new ProcessStarter(command, ids, archive, prestarted, log);
  }

  /** Passes each line of a worker's log on. To be called before the first start; must not block. */
  public void passLinesTo(Consumer<WorkerLine> listener) {
    lineListener = listener;
  }

  @Override
  public WorkerControl start(WorkerKey key, WorkerEvents events) {
    if (closed) {
      throw new IllegalStateException("the launcher is closed");
    }
    WorkerProcess worker = new WorkerProcess(key, events, workerLog(key.slot()), context);
    starterThread.execute(worker::launch);
    starterThread.execute(context.starter()::prepareArchive);
    return worker;
  }

  /** Ends the background process that serves later runs. Takes a few milliseconds at most. */
  public void stopPreparing() {
    context.starter().archive().stop();
  }

  /**
   * Waits for the background process that serves later runs. Ends the process after that time, or
   * if the thread is interrupted; in any case nothing of it is left.
   */
  public void awaitPreparing(Duration limit) throws InterruptedException {
    context.starter().archive().join(limit);
  }

  @Override
  public void close() {
    closed = true;
    starterThread.close();
    signalThread.execute(() -> workerLogs.values().forEach(WorkerLog::close));
    signalThread.close();
    if (logFolder != null) {
      CrashReport.removeEmptyFolder(logFolder);
    }
    LastWordsFile.removeLeftovers();
  }

  private WorkerLog workerLog(int slot) {
    return workerLogs.computeIfAbsent(
        slot, number -> WorkerLog.of(context.log(), logFolder, number, lineListener));
  }
}
