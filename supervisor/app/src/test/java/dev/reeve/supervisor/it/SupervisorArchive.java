package dev.reeve.supervisor.it;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A class-data archive for the supervisors that tests start by {@code java -jar}, which takes a
 * third off the processor time of most of them. The first test that starts one makes it.
 */
final class SupervisorArchive {
  private static final String JOB = "{\"tasks\":[{\"id\":\"a\",\"handler\":\"echo\"}]}";
  private static final long LIMIT_SECONDS = 60;

  /** Most runs of a test are too short for the second compiler to pay. */
  private static final String FIRST_COMPILER = "-XX:TieredStopAtLevel=1";

  /** Decided once in this process. */
  private static final List<String> FLAGS = makeFlags();

  private SupervisorArchive() {}

  /** Returns the JVM's flags. */
  static List<String> flags() {
    return FLAGS;
  }

  private static List<String> makeFlags() {
    try {
      Path folder = Files.createDirectories(Reeve.JAR.resolveSibling("test-archive"));
      Path archive = folder.resolve("supervisor-" + state() + ".jsa");
      try (FileChannel file = lockFile(folder)) {
        FileLock unused = file.lock(); // until the file is closed
        if (!Files.exists(archive)) {
          make(folder, archive);
          makeForWorkers(folder);
        }
      }
      return Files.exists(archive)
          ? List.of(FIRST_COMPILER, "-XX:SharedArchiveFile=" + archive)
          : List.of(FIRST_COMPILER);
    } catch (IOException | InterruptedException e) {
      return List.of(FIRST_COMPILER);
    }
  }

  private static FileChannel lockFile(Path folder) throws IOException {
    return FileChannel.open(
        folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
  }

  /** What the archive depends on: the JVM warns of one that does not fit. */
  private static String state() throws IOException {
    return Runtime.version().feature()
        + "-"
        + Files.getLastModifiedTime(Reeve.JAR).toMillis()
        + "-"
        + Files.size(Reeve.JAR);
  }

  private static void make(Path folder, Path archive) throws IOException, InterruptedException {
    Path made = folder.resolve("new.jsa");
    boolean succeeded =
        run(folder, "off", Reeve.java(), FIRST_COMPILER, "-XX:ArchiveClassesAtExit=" + made);
    if (succeeded && Files.exists(made)) {
      Files.move(made, archive, StandardCopyOption.ATOMIC_MOVE);
    }
  }

  /** Has a run make the archive of workers, before several runs at once begin to make it. */
  private static void makeForWorkers(Path folder) throws IOException, InterruptedException {
    boolean unused = run(folder, "on", Reeve.java(), FIRST_COMPILER);
  }

  private static boolean run(Path folder, String archives, String... java)
      throws IOException, InterruptedException {
    Path job = Files.writeString(folder.resolve("job.json"), JOB);
    List<String> command = new ArrayList<>(List.of(java));
    command.addAll(List.of("-jar", Reeve.JAR.toString(), "run", job.toString(), "-q", "-j", "1"));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("REEVE_ARCHIVE", archives);
    Process process =
        builder
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    if (process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
      return process.exitValue() == 0;
    }
    process.destroyForcibly();
    return false;
  }
}
