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
 * The class-data archive by which worker JVMs start in half the time: used where there is one, made
 * in the background of the first run where there is none, and never needed. Any thread.
 */
final class WorkerArchive {
  /** Words in JVM arguments that have something to say on archives, or make one useless. */
  private static final List<String> OTHERS_SAY =
      List.of("share", "archive", "aot", "@", "flags=", "vmoptionsfile", "agent", "module", "boot");

  /** Told to a worker: it need not open and search the jars of its class path for handlers. */
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

  /** Looks for the archive of the command's own jars in the folder; null: there shall be none. */
  static WorkerArchive of(
      @Nullable Path cache, List<Path> ownJars, LaunchCommand command, SupervisorLog log) {
    ArchiveKind kind = cache == null ? null : ArchiveKind.ofThisJvm();
    if (cache == null || kind == null || othersSay(command.spec())) {
      return none(log);
    }
    try {
      String key = ArchiveKey.of(ownJars);
      if (key != null) {
        return of(new ArchiveFolder(cache, key, kind), kind, command, ownJars, log);
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
    ArchiveMaker maker = make ? new ArchiveMaker(folder, kind, plain(command, ownJars), log) : null;
    boolean ownHandlers = found.ownHandlers() && command.spec().classpath().equals(ownJars);
    return new WorkerArchive(kind, found.archive(), ownHandlers, maker, log);
  }

  /** Flags that have a worker use the archive; none if there is none. */
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
   * Begins to make the archive if there is none; once, and returns at once.
   *
   * @param mark as that of a worker
   */
  void prepare(String mark) {
    if (maker != null) {
      maker.begin(mark);
    }
  }

  /** A worker died before it was ready: if there is an archive, nobody uses it again. */
  void discard(WorkerKey worker) {
    Path file = archive;
    if (file == null) {
      return;
    }
    archive = null;
    log.log(Level.INFO, worker + " ended before it was ready: going on without " + file);
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      log.log(Level.DEBUG, "it stays: " + e);
    }
  }

  /** Ends the making of an archive; hardly blocks. */
  void stop() {
    if (maker != null) {
      maker.stop();
    }
  }

  /** Waits for the making of an archive, or ends it when the time is up; nothing runs then. */
  void join(Duration patience) throws InterruptedException {
    if (maker != null) {
      maker.join(patience);
    }
  }

  /** The archive is of Reeve's own classes alone, whatever the job adds. */
  private static LaunchCommand plain(LaunchCommand command, List<Path> ownJars) {
    LaunchSpec spec = command.spec();
    return new LaunchCommand(
        new LaunchSpec(spec.java(), ownJars, List.of(), Map.of(), null, null, spec.maxFrameBytes()),
        command.mainClass(),
        command.setsid());
  }

  private static boolean othersSay(LaunchSpec spec) {
    for (String argument : spec.jvmArgs()) {
      if (mayMatter(argument)) {
        return true;
      }
    }
    for (String name : LaunchCommand.JVM_OPTION_VARIABLES) {
      if (mayMatter(spec.env().getOrDefault(name, ""))) {
        return true;
      }
    }
    return false;
  }

  private static boolean mayMatter(String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    for (String word : OTHERS_SAY) {
      if (lower.contains(word)) {
        return true;
      }
    }
    return false;
  }
}
