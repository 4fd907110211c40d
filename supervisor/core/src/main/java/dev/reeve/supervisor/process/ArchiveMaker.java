package dev.reeve.supervisor.process;

import dev.reeve.supervisor.model.SupervisorLog;
import dev.reeve.supervisor.model.SupervisorLog.Level;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Makes a class-data archive in the background, once. Thread-safe. */
final class ArchiveMaker {
  private static final long LONGEST_SECONDS = 60;

  private final ArchiveFolder folder;
  private final ArchiveKind kind;
  private final LaunchCommand command;
  private final SupervisorLog log;
  private final Thread atExit = new Thread(this::stop, "reeve-archive-exit");
  private @Nullable Thread thread; // guarded by this, as are the next two
  private @Nullable ArchiveTraining training;
  private boolean stopped;

  /**
   * @param command the command of a worker with Reeve's own classes only
   */
  ArchiveMaker(ArchiveFolder folder, ArchiveKind kind, LaunchCommand command, SupervisorLog log) {
    this.folder = folder;
    this.kind = kind;
    this.command = command;
    this.log = log;
  }

  /** Begins, unless it has begun before, and returns at once. */
  synchronized void begin(String workerId) {
    if (stopped || thread != null) {
      return;
    }
    Thread making = new Thread(() -> make(workerId), "reeve-archive");
    making.setDaemon(true);
    thread = making;
    try {
      making.start();
    } catch (OutOfMemoryError e) { // the system is short of threads, which workers need
      stopped = true;
    }
  }

  /** Ends the process that makes the archive. Takes a few milliseconds at most. */
  synchronized void stop() {
    stopped = true;
    if (training != null) {
      training.kill();
    }
  }

  /** Waits for the end of the process, and ends it after that time. */
  void join(Duration limit) throws InterruptedException {
    Thread making = thread();
    if (making == null) {
      return;
    }
    try {
      making.join(Math.max(1, limit.toMillis()));
      if (making.isAlive() && limit.compareTo(Duration.ZERO) > 0) {
        noteRefusal();
      }
    } finally {
      stop();
      making.join();
    }
  }

  /** Saves the next runs from waiting in vain as well. */
  private void noteRefusal() {
    try {
      folder.refuse();
    } catch (IOException e) {
      log.log(Level.DEBUG, "cannot write to the cache folder: " + e);
    }
  }

  private synchronized @Nullable Thread thread() {
    return thread;
  }

  private void make(String workerId) {
    try {
      Path temporary = folder.temporary();
      try {
        make(workerId, temporary);
      } finally {
        folder.deleteTemporary(temporary);
      }
    } catch (IOException | RuntimeException | OutOfMemoryError e) {
      log.log(Level.DEBUG, "no class-data archive is made: " + e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // no code interrupts this thread
    }
  }

  private void make(String workerId, Path temporary) throws IOException, InterruptedException {
    ArchiveTraining begun = start(workerId, temporary);
    if (begun == null) {
      return;
    }
    boolean succeeded = begun.endsWithin(LONGEST_SECONDS);
    forgetExit();
    synchronized (this) {
      training = null;
      if (!stopped) {
        finish(temporary, succeeded, begun.hasOwnHandlersOnly());
      }
    }
  }

  private synchronized @Nullable ArchiveTraining start(String workerId, Path temporary)
      throws IOException {
    if (!stopped) {
      log.log(Level.INFO, "making a class-data archive, so that workers start faster next time");
      Runtime.getRuntime().addShutdownHook(atExit); // the program may exit without ending the run
      training =
          ArchiveTraining.start(command, kind, temporary, folder.lastWordsOf(temporary), workerId);
    }
    return training;
  }

  private void forgetExit() {
    try {
      Runtime.getRuntime().removeShutdownHook(atExit);
    } catch (IllegalStateException e) {
      // the JVM is exiting
    }
  }

  private void finish(Path temporary, boolean succeeded, boolean ownHandlers) throws IOException {
    if (succeeded && Files.exists(temporary)) {
      log.log(Level.INFO, "made " + folder.keep(temporary, ownHandlers));
    } else {
      folder.refuse();
      log.log(Level.INFO, "this JVM has made no class-data archive; workers start without one");
    }
  }
}
