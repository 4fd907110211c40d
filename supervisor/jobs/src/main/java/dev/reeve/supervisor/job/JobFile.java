package dev.reeve.supervisor.job;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * A job file before it is read: its format, its folder, its bytes.
 *
 * @param path as the user gave it
 */
record JobFile(Path path) {

  /** Returns the path as the user gave it. */
  String name() {
    return path.toString();
  }

  /** Returns the folder that its paths are relative to: the working directory for a descriptor. */
  JobFolder folder() {
    Path parent = path.toAbsolutePath().getParent();
    return JobFolder.of(parent == null || isInherited() ? Path.of("") : parent);
  }

  /** Returns true for {@code /dev/stdin}, {@code /dev/fd/63} and similar paths. */
  private boolean isInherited() {
    return path.startsWith("/dev") || path.startsWith("/proc");
  }

  /**
   * Returns the format by the ending of the name. A pipe without a known ending is a stream, as
   * {@code -} is.
   *
   * @throws InvalidJobException for a file without a known ending
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
        "the name does not tell the format: name it .json or .jsonl, or use --format json|jsonl";
    throw new InvalidJobException(List.of(JobError.ofFile(name(), message)));
  }

  /**
   * Input that reads to the end without asking where it is, which the JDK's own stream does, and
   * which fails for a pipe.
   */
  private static final class PipeOrFile extends FilterInputStream {
    PipeOrFile(InputStream in) {
      super(in);
    }

    @Override
    public int available() {
      return 0;
    }
  }

  /** Returns its size in bytes; 0 for a pipe. */
  long size() throws IOException {
    return Files.isRegularFile(path) ? Files.size(path) : 0;
  }

  /**
   * Opens the file.
   *
   * @throws IOException if it cannot be read; the message is for people
   */
  InputStream open() throws IOException {
    if (Files.isDirectory(path)) {
      throw ReadFailure.named(name(), "is a directory; name a job file in it");
    }
    try {
      return new PipeOrFile(Files.newInputStream(path));
    } catch (IOException e) {
      throw ReadFailure.named(name(), e);
    }
  }
}
