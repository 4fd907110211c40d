package dev.reeve.supervisor.process;

import dev.reeve.supervisor.model.SupervisorLog;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A worker process that is started before it is known which workers a run needs, so that it gets
 * ready meanwhile. The launcher's first start takes it over if it would start the same; otherwise
 * it is ended. Thread-safe.
 */
public final class PrestartedProcess {
  private static final WorkerKey FIRST = new WorkerKey(0, 0);
  private static final SupervisorLog SILENT = new Silent();

  /** For the start, and for the files that the rest of the program opens meanwhile. */
  private static final int AMPLE_DESCRIPTORS = 4 * FreeDescriptors.FOR_A_START;

  private static final long REAPING_SECONDS = 2;

  private final LaunchSpec spec;
  private final WorkerIds ids = WorkerIds.next();
  private final Thread starter = new Starter();
  private final @Nullable Path archives;
  private final List<Path> ownJars;
  private @Nullable Process process; // guarded by this

  // There are no lambdas here, nor in the code that runs until the process is started. The first
  // lambda of a program costs several milliseconds, in which the process could be starting.
  private static final class Silent implements SupervisorLog {
    @Override
    public void log(Level level, String message) {
      // the launcher's own start reports the same
    }
  }

  private final class Starter extends Thread {
    Starter() {
      super("reeve-early");
    }

    @Override
    public void run() {
      launch();
    }
  }

  private PrestartedProcess(LaunchSpec spec, @Nullable Path archives, List<Path> ownJars) {
    this.spec = spec;
    this.archives = archives;
    this.ownJars = ownJars;
  }

  /**
   * Starts it in the background, unless file descriptors are scarce.
   *
   * @param archives folder of class-data archives; null: none are used
   * @param ownJars the part of the class path that is archived
   */
  public static PrestartedProcess start(
      LaunchSpec spec, @Nullable Path archives, List<Path> ownJars) {
    PrestartedProcess prestarted = new PrestartedProcess(spec, archives, ownJars);
    if (FreeDescriptors.has(AMPLE_DESCRIPTORS)) {
      prestarted.begin();
    }
    return prestarted;
  }

  private void begin() {
    starter.setDaemon(true);
    try {
      starter.start();
    } catch (OutOfMemoryError e) {
      // the system refuses a thread; the run reports it if it needs one
    }
  }

  /** Returns the ids of the launcher that takes it over. */
  WorkerIds ids() {
    return ids;
  }

  /**
   * Returns the process to the first caller that wants this id. Ends the process if it is of
   * another kind than wanted.
   *
   * @return null if there is no process, or none of this id and kind
   */
  @Nullable Process take(LaunchSpec wanted, String id) {
    if (!id.equals(ids.of(FIRST))) {
      return null;
    }
    if (isSameKind(wanted)) {
      return takeAny();
    }
    close();
    return null;
  }

  /** Ends the process and waits for its end, unless it was taken over. */
  public void close() {
    Process unused = takeAny();
    if (unused == null) {
      return;
    }
    if (!endsAtEndOfInput(unused)) {
      unused.toHandle().destroyForcibly();
      uninterruptibly(() -> unused.waitFor(REAPING_SECONDS, TimeUnit.SECONDS));
    }
    if (spec.logFolder() != null) {
      CrashReport.removeEmptyFolder(spec.logFolder());
    }
  }

  /** Closes its input, on which a worker without tasks ends; returns whether it has ended. */
  private static boolean endsAtEndOfInput(Process unused) {
    try {
      unused.getOutputStream().close();
    } catch (IOException e) {
      // it has closed its own end
    }
    uninterruptibly(() -> unused.waitFor(REAPING_SECONDS, TimeUnit.SECONDS));
    return !unused.isAlive();
  }

  private @Nullable Process takeAny() {
    uninterruptibly(starter::join);
    synchronized (this) {
      Process taken = process;
      process = null;
      return taken;
    }
  }

  private interface Wait {
    void run() throws InterruptedException;
  }

  /** Waits in spite of interrupts, which would leave a process behind. */
  private static void uninterruptibly(Wait wait) {
    boolean interrupted = false;
    while (true) {
      try {
        wait.run();
        break;
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean isSameKind(LaunchSpec wanted) {
    return wanted.java().equals(spec.java())
        && wanted.classpath().equals(spec.classpath())
        && wanted.jvmArgs().equals(spec.jvmArgs())
        && wanted.env().equals(spec.env())
        && Objects.equals(wanted.workingDirectory(), spec.workingDirectory());
  }

  private void launch() {
    try {
      LaunchCommand command = LaunchCommand.of(spec);
      WorkerArchive archive = WorkerArchive.of(archives, ownJars, command, SILENT);
      Process started = new ProcessStarter(command, ids, archive, null, SILENT).start(FIRST);
      synchronized (this) {
        process = started;
      }
    } catch (CannotStartException | RuntimeException | OutOfMemoryError e) {
      // the launcher's own start meets the same and reports it
    }
  }
}
