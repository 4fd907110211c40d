package dev.reeve.supervisor.process;

import dev.reeve.os.SystemTools;
import dev.reeve.supervisor.model.SupervisorLog;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

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
  private final WorkerArchive archive;
  private final LaunchContext context;
  private volatile boolean closed;

  /**
   * @param archives where class-data archives are kept, by which workers start quicker; null:
   *     nowhere
   * @param ownJars the part of the class path that an archive is made of
   * @param early becomes the first worker if it is of the same kind
   * @param log told what happens to processes that people should know of; called by many threads
   */
  public ProcessLauncher(
      LaunchSpec spec,
      @Nullable Path archives,
      List<Path> ownJars,
      @Nullable EarlyProcess early,
      SupervisorLog log) {
    this(command(spec), archives, ownJars, early, log, ProcessTimeouts.DEFAULT);
  }

  /**
   * @param log told what happens to processes that people should know of; called by many threads
   */
  public ProcessLauncher(LaunchSpec spec, SupervisorLog log) {
    this(spec, log, WORKER_MAIN, ProcessTimeouts.DEFAULT);
  }

  ProcessLauncher(LaunchSpec spec, SupervisorLog log, String mainClass, ProcessTimeouts limits) {
    this(command(spec, mainClass), log, limits);
  }

  ProcessLauncher(LaunchCommand command, SupervisorLog log, ProcessTimeouts limits) {
    this(command, null, List.of(), null, log, limits);
  }

  private ProcessLauncher(
      LaunchCommand command,
      @Nullable Path archives,
      List<Path> ownJars,
      @Nullable EarlyProcess early,
      SupervisorLog log,
      ProcessTimeouts limits) {
    this.spec = command.spec();
    this.log = log;
    this.starterThread = new ServiceThread("reeve-starter", log);
    this.signalThread = new ServiceThread("reeve-signal", log);
    this.archive = WorkerArchive.of(archives, ownJars, command, log);
    this.context =
        new LaunchContext(
            command,
            early == null ? LaunchContext.newRun() : early.run(),
            new ProcessStarter(command, archive, early, log),
            archive,
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
    starterThread.execute(this::prepareArchive);
    return worker;
  }

  /** Ends what runs beside the workers, for the sake of later runs; hardly blocks. */
  public void stopPreparing() {
    archive.stop();
  }

  /**
   * Waits for what runs beside the workers, for the sake of later runs, and ends it when the time
   * is up or the thread is interrupted; nothing of it is left then.
   */
  public void awaitPreparing(Duration patience) throws InterruptedException {
    archive.join(patience);
  }

  private void prepareArchive() {
    archive.prepare(context.run() + "-archive");
  }

  /** How a worker is started. */
  static LaunchCommand command(LaunchSpec spec) {
    return command(spec, WORKER_MAIN);
  }

  private static LaunchCommand command(LaunchSpec spec, String mainClass) {
    return new LaunchCommand(spec, mainClass, SystemTools.setsid());
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
