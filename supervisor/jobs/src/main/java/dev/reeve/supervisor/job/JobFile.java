package dev.reeve.supervisor.job;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * A job file before it is read: its form, its folder, its bytes.
 *
 * @param path as the user gave it
 */
record JobFile(Path path) {

  /** As the user named it. */
  String name() {
    return path.toString();
  }

  /** Where its paths begin; the working directory for what only passes for a file. */
  JobFolder folder() {
    Path parent = path.toAbsolutePath().getParent();
    return JobFolder.of(parent == null || isInherited() ? Path.of("") : parent);
  }

  /** {@code /dev/stdin}, {@code /dev/fd/63} and their like. */
  private boolean isInherited() {
    return path.startsWith("/dev") || path.startsWith("/proc");
  }

  /**
   * The form that its ending tells. Without a known ending a pipe is a stream, as {@code -} is.
   *
   * @throws InvalidJobException if nothing tells
   */
  JobFormat format() throws InvalidJobException {
    String lower = name().toLowerCase(Locale.ROOT);
    if (lower.endsWith(".json")) {
      return JobFormat.JSON;
    }
    if (lower.endsWith(".jsonl") || lower.endsWith(".ndjson") || !Files.isRegularFile(path)) {
      return JobFormat.JSONL;
    }
    String message =
        "is it a document or JSON Lines? Name it .json or .jsonl, or say --format json or jsonl";
    throw new InvalidJobException(List.of(new JobError(name(), 0, 0, null, message)));
  }

  /** Its size in bytes; 0 for a pipe. */
  long size() throws IOException {
    return Files.isRegularFile(path) ? Files.size(path) : 0;
  }

  /**
   * Opens it.
   *
   * @throws IOException for people
   */
  InputStream open() throws IOException {
    if (Files.isDirectory(path)) {
      throw ReadFailure.named(name(), "is a directory; name a job file in it");
    }
    try {
      return Files.newInputStream(path);
    } catch (IOException e) {
      throw ReadFailure.named(name(), e);
    }
  }
}
