package dev.reeve.supervisor.process;

import dev.reeve.supervisor.SupervisorLog;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A worker process that is started before it is known whether anybody wants it, so that it gets
 * ready meanwhile. The first start of a launcher takes it over if it is just what would be started;
 * else it is ended. Any thread.
 */
public final class EarlyProcess {
  private static final WorkerKey FIRST = new WorkerKey(0, 0);
  private static final SupervisorLog SILENT = (level, message) -> {};

  private final LaunchSpec spec;
  private final String run = LaunchContext.newRun();
  private final Thread starter = new Thread(this::start, "reeve-early");
  private final @Nullable Path archives;
  private final List<Path> ownJars;
  private @Nullable Process process; // guarded by this

  private EarlyProcess(LaunchSpec spec, @Nullable Path archives, List<Path> ownJars) {
    this.spec = spec;
    this.archives = archives;
    this.ownJars = ownJars;
  }

  /** Starts it in the background; whatever goes wrong there is nobody's concern. */
  public static EarlyProcess start(LaunchSpec spec, @Nullable Path archives, List<Path> ownJars) {
    EarlyProcess early = new EarlyProcess(spec, archives, ownJars);
    early.starter.setDaemon(true);
    early.starter.start();
    return early;
  }

  /** The launcher's name on this machine, which the process bears already. */
  String run() {
    return run;
  }

  /** The process, for the only one who gets it; null if there is none such. */
  @Nullable Process take(LaunchSpec wanted, String mark) {
    if (!mark.equals(LaunchContext.mark(run, FIRST)) || !isTheSame(wanted)) {
      return null;
    }
    return takeAny();
  }

  /** Ends it unless it was taken over; it is joined then. */
  public void close() {
    Process unused = takeAny();
    if (unused != null) {
      unused.toHandle().destroyForcibly();
      try {
        unused.waitFor();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private @Nullable Process takeAny() {
    try {
      starter.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    synchronized (this) {
      Process taken = process;
      process = null;
      return taken;
    }
  }

  private boolean isTheSame(LaunchSpec wanted) {
    return wanted.java().equals(spec.java())
        && wanted.classpath().equals(spec.classpath())
        && wanted.jvmArgs().equals(spec.jvmArgs())
        && wanted.env().equals(spec.env())
        && Objects.equals(wanted.workingDirectory(), spec.workingDirectory());
  }

  private void start() {
    try {
      LaunchCommand command = ProcessLauncher.command(spec);
      WorkerArchive archive = WorkerArchive.of(archives, ownJars, command, SILENT);
      ProcessStarter first = new ProcessStarter(command, archive, null, SILENT);
      Process started = first.start(LaunchContext.mark(run, FIRST));
      synchronized (this) {
        process = started;
      }
    } catch (CannotStartException | OutOfMemoryError e) {
      // the real start meets the same, and tells it
    }
  }
}
