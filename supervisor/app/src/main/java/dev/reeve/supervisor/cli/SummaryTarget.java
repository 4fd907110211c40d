package dev.reeve.supervisor.cli;

import dev.reeve.supervisor.results.SummaryWriter;
import dev.reeve.text.IoReasons;
import java.io.IOException;
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
    if (Files.exists(summary) && !SummaryWriter.replaces(summary)) {
      return Files.isWritable(summary) ? null : "permission denied";
    }
    Path folder = summary.toAbsolutePath().getParent();
    if (folder == null || !Files.isDirectory(folder)) {
      return "there is no such folder";
    }
    if (!Files.isWritable(folder)) {
      return "nothing can be created in its folder";
    }
    boolean replacesContent = Files.exists(summary) && !Files.isSymbolicLink(summary);
    return replacesContent ? problemOfContent(summary) : null; // what a link leads to stays
  }

  /** Returns why an existing file must not be replaced; null if it holds a summary. */
  private static @Nullable String problemOfContent(Path summary) {
    try {
      return SummaryWriter.isSummary(summary)
          ? null
          : "it exists and holds something else than a summary; name another file, or remove it";
    } catch (IOException e) {
      return "what it holds cannot be read: " + IoReasons.of(e);
    }
  }
}
