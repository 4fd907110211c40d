package dev.reeve.supervisor;

import dev.reeve.protocol.Protocol;
import dev.reeve.supervisor.classes.WorkerClassPath;
import dev.reeve.supervisor.model.WorkerOptions;
import dev.reeve.supervisor.process.PrestartedProcess;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A worker JVM that starts while its supervisor's settings are still being read. Passed to {@link
 * SupervisorBuilder#earlyWorker}, it becomes the first worker if the settings turn out to be the
 * defaults. Thread-safe.
 *
 * <pre>{@code
 * try (EarlyWorker early = EarlyWorker.start(folder, null)) {
 *   SupervisorBuilder settings = readSettings(); // takes a while
 *   try (Supervisor pool = settings.workingDirectory(folder).earlyWorker(early).start()) {
 *     System.out.println(pool.submit(Square.class, 12).get());
 *   }
 * }
 * }</pre>
 */
public final class EarlyWorker implements AutoCloseable {
  private final PrestartedProcess process;

  private final @Nullable Path logFolder;

  private EarlyWorker(PrestartedProcess process, @Nullable Path logFolder) {
    this.process = process;
    this.logFolder = logFolder;
  }

  /**
   * Starts the process in the background.
   *
   * @param workingDirectory as {@link SupervisorBuilder#workingDirectory}
   * @param cacheFolder as {@link SupervisorBuilder#cacheFolder}; null for none
   */
  public static EarlyWorker start(Path workingDirectory, @Nullable Path cacheFolder) {
    return start(
        WorkerOptions.DEFAULT, WorkerFolders.NONE.withWorking(workingDirectory), cacheFolder);
  }

  /**
   * As {@link #start(Path, Path)}, with the report of a native crash in the folder for logs.
   *
   * @param logFolder as {@link SupervisorBuilder#logFolder}, which must be told the same
   */
  public static EarlyWorker start(
      Path workingDirectory, @Nullable Path cacheFolder, Path logFolder) {
    return start(workingDirectory, cacheFolder, logFolder, List.of());
  }

  /**
   * As {@link #start(Path, Path, Path)}, for a pool whose workers have arguments for the JVM.
   *
   * @param jvmArgs as {@link WorkerOptions#jvmArgs}
   */
  public static EarlyWorker start(
      Path workingDirectory, @Nullable Path cacheFolder, Path logFolder, List<String> jvmArgs) {
    return start(
        WorkerOptions.DEFAULT.withJvmArgs(jvmArgs),
        WorkerFolders.NONE.withWorking(workingDirectory).withLog(logFolder),
        cacheFolder);
  }

  private static EarlyWorker start(
      WorkerOptions options, WorkerFolders folders, @Nullable Path cacheFolder) {
    WorkerClassPath classPath = WorkerClassPath.of(options.classpath(), cacheFolder);
    PrestartedProcess process =
        PrestartedProcess.start(
            LaunchSpecs.spec(options, classPath, folders, Protocol.DEFAULT_MAX_FRAME_BYTES),
            cacheFolder,
            classPath.own());
    return new EarlyWorker(process, folders.log());
  }

  /** Returns the folder for logs with which it was started; null if there was none. */
  public @Nullable Path logFolder() {
    return logFolder;
  }

  PrestartedProcess process() {
    return process;
  }

  /** Ends the process, unless a supervisor has taken it over, and waits for that. */
  @Override
  public void close() {
    process.close();
  }
}
