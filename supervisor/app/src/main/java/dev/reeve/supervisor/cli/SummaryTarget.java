package dev.reeve.supervisor.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The check that a summary can be written, made before the run instead of hours later. */
final class SummaryTarget {
  private SummaryTarget() {}

  /** Returns why the file cannot be written, for people; null if it can. */
  static @Nullable String problem(Path summary) {
    if (Files.isDirectory(summary)) {
      return "it is a folder";
    }
    if (Files.exists(summary) && !Files.isRegularFile(summary)) {
      return Files.isWritable(summary) ? null : "permission denied";
    }
    Path folder = summary.toAbsolutePath().getParent();
    if (folder == null || !Files.isDirectory(folder)) {
      return "there is no such folder";
    }
    return Files.isWritable(folder) ? null : "nothing can be created in its folder";
  }
}
