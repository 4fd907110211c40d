package dev.reeve.supervisor.process;

import dev.reeve.supervisor.model.SupervisorLog;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A worker process that is started before it is known whether anybody wants it, so that it gets
 * ready meanwhile. The first start of a launcher takes it over if it is just what would be started;
 * else it is ended. Any thread.
 */
public final class EarlyProcess {
  private static final WorkerKey FIRST = new WorkerKey(0, 0);
  private static final SupervisorLog SILENT = new Silent();

  /** For the start, and for all that the rest of the program opens meanwhile. */
  private static final int PLENTY_OF_DESCRIPTORS = 4 * FreeDescriptors.FOR_A_START;

  private static final long REAPING_SECONDS = 2;

  private final LaunchSpec spec;
  private final String run = LaunchContext.newRun();
  private final Thread starter = new Starter();
  private final @Nullable Path archives;
  private final List<Path> ownJars;
  private @Nullable Process process; // guarded by this

  // No lambdas here, nor in what is called until the process runs: the first one in a program costs
  // several milliseconds, which the process can use.
  private static final class Silent implements SupervisorLog {
    @Override
    public void log(Level level, String message) {
      // what there is to say the real start says
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

  private EarlyProcess(LaunchSpec spec, @Nullable Path archives, List<Path> ownJars) {
    this.spec = spec;
    this.archives = archives;
    this.ownJars = ownJars;
  }

  /** Starts it in the background, if the system grants plenty; if not, there is just none. */
  public static EarlyProcess start(LaunchSpec spec, @Nullable Path archives, List<Path> ownJars) {
    EarlyProcess early = new EarlyProcess(spec, archives, ownJars);
    if (FreeDescriptors.has(PLENTY_OF_DESCRIPTORS)) {
      early.begin();
    }
    return early;
  }

  private void begin() {
    starter.setDaemon(true);
    try {
      starter.start();
    } catch (OutOfMemoryError e) {
      // the system refuses a thread: the run will say so if that matters
    }
  }

  /** The launcher's name on this machine, which the process bears already. */
  String run() {
    return run;
  }

  /**
   * The process, for the only one who gets it; null if there is none such. One that turns out to be
   * of another kind than is wanted is ended.
   */
  @Nullable Process take(LaunchSpec wanted, String mark) {
    if (!mark.equals(LaunchContext.mark(run, FIRST))) {
      return null;
    }
    if (isTheSame(wanted)) {
      return takeAny();
    }
    close();
    return null;
  }

  /** Ends it unless it was taken over; it is joined then. */
  public void close() {
    Process unused = takeAny();
    if (unused != null && !endsAtEndOfInput(unused)) {
      unused.toHandle().destroyForcibly();
      untilDone(() -> unused.waitFor(REAPING_SECONDS, TimeUnit.SECONDS));
    }
  }

  /** A worker that has been told nothing has nothing to finish: the end of its input ends it. */
  private static boolean endsAtEndOfInput(Process unused) {
    try {
      unused.getOutputStream().close();
    } catch (IOException e) {
      // it has closed its end itself
    }
    untilDone(() -> unused.waitFor(REAPING_SECONDS, TimeUnit.SECONDS));
    return !unused.isAlive();
  }

  private @Nullable Process takeAny() {
    untilDone(starter::join);
    synchronized (this) {
      Process taken = process;
      process = null;
      return taken;
    }
  }

  /** A wait that an interrupt must not cut short, for a process would be left. */
  private interface Wait {
    void go() throws InterruptedException;
  }

  private static void untilDone(Wait wait) {
    boolean interrupted = false;
    while (true) {
      try {
        wait.go();
        break;
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean isTheSame(LaunchSpec wanted) {
    return wanted.java().equals(spec.java())
        && wanted.classpath().equals(spec.classpath())
        && wanted.jvmArgs().equals(spec.jvmArgs())
        && wanted.env().equals(spec.env())
        && Objects.equals(wanted.workingDirectory(), spec.workingDirectory());
  }

  private void launch() {
    try {
      LaunchCommand command = ProcessLauncher.command(spec);
      WorkerArchive archive = WorkerArchive.of(archives, ownJars, command, SILENT);
      ProcessStarter first = new ProcessStarter(command, archive, null, SILENT);
      Process started = first.start(LaunchContext.mark(run, FIRST));
      synchronized (this) {
        process = started;
      }
    } catch (CannotStartException | RuntimeException | OutOfMemoryError e) {
      // the real start meets the same, and tells it
    }
  }
}
