package dev.reeve.supervisor.cli;

import dev.reeve.supervisor.results.SummaryWriter;
import dev.reeve.text.IoReasons;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The check that a summary or a report can be written, made before the run instead of hours later.
 */
final class SummaryTarget {
  private SummaryTarget() {}

  /** The check of an existing file's content. */
  interface Content {

    /** Returns whether the file may be replaced. */
    boolean isIn(Path file) throws IOException;
  }

  /** Returns why a summary cannot be written, for people; null if it can. */
  static @Nullable String problem(Path summary) {
    return problem(summary, "a summary", SummaryWriter::isSummary);
  }

  /**
   * Returns why the file cannot be written, for people; null if it can.
   *
   * @param what an existing file must hold, for people
   * @param content tells whether it does
   */
  static @Nullable String problem(Path file, String what, Content content) {
    if (Files.isDirectory(file)) {
      return "it is a folder";
    }
    if (Files.exists(file) && !SummaryWriter.replaces(file)) {
      return Files.isWritable(file) ? null : "permission denied";
    }
    Path folder = file.toAbsolutePath().getParent();
    if (folder == null || !Files.isDirectory(folder)) {
      return "there is no such folder";
    }
    if (!Files.isWritable(folder)) {
      return "nothing can be created in its folder";
    }
    boolean replacesContent = Files.exists(file) && !Files.isSymbolicLink(file);
    return replacesContent
        ? problemOfContent(file, what, content)
        : null; // what a link leads to stays
  }

  /** Returns why an existing file must not be replaced; null if it may be. */
  private static @Nullable String problemOfContent(Path file, String what, Content content) {
    try {
      return content.isIn(file)
          ? null
          : "it exists and holds something else than " + what + "; name another file, or remove it";
    } catch (IOException e) {
      return "what it holds cannot be read: " + IoReasons.of(e);
    }
  }
}
