package dev.reeve.supervisor.process;

import dev.reeve.supervisor.model.SupervisorLog;
import dev.reeve.supervisor.model.SupervisorLog.Level;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Makes a class-data archive in the background, once. Any thread. */
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
   * @param command a worker of Reeve's own classes alone
   */
  ArchiveMaker(ArchiveFolder folder, ArchiveKind kind, LaunchCommand command, SupervisorLog log) {
    this.folder = folder;
    this.kind = kind;
    this.command = command;
    this.log = log;
  }

  /** Begins, unless that was done before, and returns at once. */
  synchronized void begin(String mark) {
    if (stopped || thread != null) {
      return;
    }
    Thread making = new Thread(() -> make(mark), "reeve-archive");
    making.setDaemon(true);
    thread = making;
    try {
      making.start();
    } catch (OutOfMemoryError e) { // the system is short of threads: workers come first
      stopped = true;
    }
  }

  /** Ends the process that makes the archive; hardly blocks. */
  synchronized void stop() {
    stopped = true;
    if (training != null) {
      training.kill();
    }
  }

  /** Waits for the end of the process, or ends it when the time is up. */
  void join(Duration patience) throws InterruptedException {
    Thread making = thread();
    if (making == null) {
      return;
    }
    try {
      making.join(Math.max(1, patience.toMillis()));
      if (making.isAlive() && patience.compareTo(Duration.ZERO) > 0) {
        noteRefusal();
      }
    } finally {
      stop();
      making.join();
    }
  }

  /** The next runs shall not wait in vain as well. */
  private void noteRefusal() {
    try {
      folder.refuse();
    } catch (IOException e) {
      log.log(Level.DEBUG, "no note in the cache folder: " + e);
    }
  }

  private synchronized @Nullable Thread thread() {
    return thread;
  }

  private void make(String mark) {
    try {
      Path temporary = folder.temporary();
      try {
        make(mark, temporary);
      } finally {
        folder.removeTemporary(temporary);
      }
    } catch (IOException | RuntimeException | OutOfMemoryError e) {
      log.log(Level.DEBUG, "no class-data archive is made: " + e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // nobody here interrupts
    }
  }

  private void make(String mark, Path temporary) throws IOException, InterruptedException {
    ArchiveTraining begun = start(mark, temporary);
    if (begun == null) {
      return;
    }
    boolean well = begun.endsWithin(LONGEST_SECONDS);
    forgetExit();
    synchronized (this) {
      training = null;
      if (!stopped) {
        finish(temporary, well, begun.hasOwnHandlersOnly());
      }
    }
  }

  private synchronized @Nullable ArchiveTraining start(String mark, Path temporary)
      throws IOException {
    if (!stopped) {
      log.log(Level.INFO, "making a class-data archive, so that workers start quicker next time");
      Runtime.getRuntime().addShutdownHook(atExit); // whoever ends this program may not end the run
      training =
          ArchiveTraining.start(command, kind, temporary, folder.lastWordsOf(temporary), mark);
    }
    return training;
  }

  private void forgetExit() {
    try {
      Runtime.getRuntime().removeShutdownHook(atExit);
    } catch (IllegalStateException e) {
      // it runs already
    }
  }

  private void finish(Path temporary, boolean well, boolean ownHandlers) throws IOException {
    if (well && Files.exists(temporary)) {
      log.log(Level.INFO, "made " + folder.keep(temporary, ownHandlers));
    } else {
      folder.refuse();
      log.log(Level.INFO, "this JVM makes no class-data archive; workers start without one");
    }
  }
}
