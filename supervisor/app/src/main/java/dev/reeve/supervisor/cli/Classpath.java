package dev.reeve.supervisor.cli;

import java.io.File;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipFile;

/**
 * Class paths in the JVM's form: entries separated by colons; {@code folder/*} stands for all jars
 * in a folder.
 */
final class Classpath {
  private Classpath() {}

  /** Returns the entries of all these class paths, absolute. */
  static List<Path> split(List<String> classpaths) {
    List<Path> entries = new ArrayList<>();
    for (String classpath : classpaths) {
      for (String entry : classpath.split(File.pathSeparator, -1)) {
        if (!entry.isEmpty()) {
          entries.add(Path.of(entry).toAbsolutePath());
        }
      }
    }
    return entries;
  }

  /**
   * Rejects entries that do not exist or are damaged; workers would report that far less clearly.
   */
  static void require(List<Path> classpath) throws CommandAbortedException {
    List<String> problems = new ArrayList<>();
    for (Path entry : classpath) {
      if (Files.notExists(isWildcard(entry) ? folder(entry) : entry)) {
        problems.add("worker class path: " + entry + " does not exist");
      } else if (Files.isRegularFile(entry) && !isJar(entry)) {
        problems.add("worker class path: " + entry + " is not a jar, or is damaged");
      }
    }
    if (!problems.isEmpty()) {
      throw new CommandAbortedException(
          ExitCodes.WORKERS_DO_NOT_START, String.join("\n", problems));
    }
  }

  /** Returns true if the file is a jar; the JVM ignores other files silently. */
  private static boolean isJar(Path file) {
    try (ZipFile jar = new ZipFile(file.toFile())) {
      return jar.size() >= 0;
    } catch (IOException e) {
      return false;
    }
  }

  /** Returns the entries with wildcards replaced by the jars that they stand for. */
  static List<Path> expanded(List<Path> classpath) throws IOException {
    List<Path> entries = new ArrayList<>();
    for (Path entry : classpath) {
      if (isWildcard(entry)) {
        addJars(folder(entry), entries);
      } else {
        entries.add(entry);
      }
    }
    return entries;
  }

  private static void addJars(Path folder, List<Path> entries) throws IOException {
    try (DirectoryStream<Path> jars = Files.newDirectoryStream(folder, "*.{jar,JAR}")) {
      jars.forEach(entries::add);
    }
  }

  private static boolean isWildcard(Path entry) {
    return entry.endsWith("*");
  }

  private static Path folder(Path wildcard) {
    Path parent = wildcard.getParent();
    return parent == null ? wildcard : parent;
  }
}
