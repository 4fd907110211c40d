package dev.reeve.supervisor.process;

import dev.reeve.supervisor.model.SupervisorLog;
import dev.reeve.supervisor.model.SupervisorLog.Level;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The class-data archive with which worker JVMs start in half the time. It is used if it exists,
 * made in the background of the first run if it does not, and never required. Thread-safe.
 */
final class WorkerArchive {
  /** Words in JVM arguments that may configure archives, or make them useless. */
  private static final List<String> CONFLICTING_WORDS =
      List.of("share", "archive", "aot", "@", "flags=", "vmoptionsfile", "agent", "module", "boot");

  /** Tells a worker not to search the jars of its class path for handlers. */
  private static final String OWN_HANDLERS = "-Dreeve.ownHandlers=true";

  private final SupervisorLog log;
  private final @Nullable ArchiveKind kind;
  private final @Nullable ArchiveMaker maker;
  private final boolean ownHandlers;
  private volatile @Nullable Path archive;

  private WorkerArchive(
      @Nullable ArchiveKind kind,
      @Nullable Path archive,
      boolean ownHandlers,
      @Nullable ArchiveMaker maker,
      SupervisorLog log) {
    this.kind = kind;
    this.archive = archive;
    this.ownHandlers = ownHandlers;
    this.maker = maker;
    this.log = log;
  }

  /**
   * Looks for the archive of Reeve's own jars.
   *
   * @param folder of archives; null: none is used or made
   */
  static WorkerArchive of(
      @Nullable Path folder, List<Path> ownJars, LaunchCommand command, SupervisorLog log) {
    ArchiveKind kind = folder == null ? null : ArchiveKind.ofThisJvm();
    if (folder == null || kind == null || conflicts(command.spec())) {
      return none(log);
    }
    try {
      String key = ArchiveKey.of(ownJars);
      if (key != null) {
        return of(new ArchiveFolder(folder, key, kind), kind, command, ownJars, log);
      }
    } catch (IOException e) {
      log.log(Level.DEBUG, "workers start without a class-data archive: " + e);
    }
    return none(log);
  }

  private static WorkerArchive none(SupervisorLog log) {
    return new WorkerArchive(null, null, false, null, log);
  }

  private static WorkerArchive of(
      ArchiveFolder folder,
      ArchiveKind kind,
      LaunchCommand command,
      List<Path> ownJars,
      SupervisorLog log) {
    ArchiveFolder.Found found = folder.find();
    boolean make = found.archive() == null && !found.refused();
    if (found.archive() == null && found.refused()) {
      log.log(
          Level.INFO,
          "workers start without a class-data archive: making one took too long or failed; it is"
              + " tried again a quarter of an hour after that");
    }
    ArchiveMaker maker = make ? new ArchiveMaker(folder, kind, plain(command, ownJars), log) : null;
    boolean ownHandlers = found.ownHandlers() && command.spec().classpath().equals(ownJars);
    return new WorkerArchive(kind, found.archive(), ownHandlers, maker, log);
  }

  /** Returns flags with which a worker uses the archive; none if there is no archive. */
  List<String> flags() {
    Path file = archive;
    if (file == null || kind == null) {
      return List.of();
    }
    List<String> flags = new ArrayList<>(kind.usingFlags(file));
    flags.add(kind.quietFlag());
    if (ownHandlers) {
      flags.add(OWN_HANDLERS);
    }
    return flags;
  }

  /**
   * Begins to make the archive in the background, unless it exists. Only the first call does it.
   *
   * @param workerId the id in the environment of the process that makes it
   */
  void prepare(String workerId) {
    if (maker != null) {
      maker.begin(workerId);
    }
  }

  /** Deletes the archive, since a worker that may have used it ended before it was ready. */
  void discard(WorkerKey worker) {
    Path file = archive;
    if (file == null) {
      return;
    }
    archive = null;
    log.log(
        Level.INFO, worker + " ended before it was ready; deleting the class-data archive " + file);
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      log.log(Level.DEBUG, "cannot delete " + file + ": " + e);
    }
  }

  /** Ends the process that makes an archive. Takes a few milliseconds at most. */
  void stop() {
    if (maker != null) {
      maker.stop();
    }
  }

  /** Waits for the process that makes an archive, and ends it after that time. */
  void join(Duration limit) throws InterruptedException {
    if (maker != null) {
      maker.join(limit);
    }
  }

  /** Returns the command of a worker with Reeve's own classes only, without those of the job. */
  private static LaunchCommand plain(LaunchCommand command, List<Path> ownJars) {
    LaunchSpec spec = command.spec();
    return new LaunchCommand(
        new LaunchSpec(spec.java(), ownJars, List.of(), Map.of(), null, null, spec.maxFrameBytes()),
        command.mainClass(),
        command.setsid());
  }

  private static boolean conflicts(LaunchSpec spec) {
    for (String argument : spec.jvmArgs()) {
      if (mayConflict(argument)) {
        return true;
      }
    }
    for (String name : LaunchCommand.JVM_OPTION_VARIABLES) {
      if (mayConflict(spec.env().getOrDefault(name, ""))) {
        return true;
      }
    }
    return false;
  }

  private static boolean mayConflict(String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    for (String word : CONFLICTING_WORDS) {
      if (lower.contains(word)) {
        return true;
      }
    }
    return false;
  }
}
