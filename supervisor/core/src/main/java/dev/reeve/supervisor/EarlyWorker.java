package dev.reeve.supervisor;

import dev.reeve.protocol.Protocol;
import dev.reeve.supervisor.model.WorkerOptions;
import dev.reeve.supervisor.process.PrestartedProcess;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A worker JVM with default options that starts while its supervisor's settings are still being
 * read. Passed to {@link SupervisorBuilder#earlyWorker}, it becomes the first worker if the
 * settings turn out to be the defaults. Thread-safe.
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

  private EarlyWorker(PrestartedProcess process) {
    this.process = process;
  }

  /**
   * Starts the process in the background.
   *
   * @param workingDirectory as {@link SupervisorBuilder#workingDirectory}
   * @param cacheFolder as {@link SupervisorBuilder#cacheFolder}; null for none
   */
  public static EarlyWorker start(Path workingDirectory, @Nullable Path cacheFolder) {
    return new EarlyWorker(
        PrestartedProcess.start(
            LaunchSpecs.spec(
                WorkerOptions.DEFAULT,
                WorkerFolders.NONE.withWorking(workingDirectory),
                Protocol.DEFAULT_MAX_FRAME_BYTES),
            cacheFolder,
            LaunchSpecs.ownClasspath()));
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
