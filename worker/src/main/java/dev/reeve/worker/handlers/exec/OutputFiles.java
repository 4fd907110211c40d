package dev.reeve.worker.handlers.exec;

import dev.reeve.text.Fnv1a;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The files of outputs that a result does not hold as they are: those that are longer than {@value
 * #INLINE_BYTES} bytes, that are not UTF-8, and those of commands that failed. Whoever runs workers
 * with the system property {@value #PROPERTY} collects and deletes them; without it there are none.
 * With {@value #LIVE_PROPERTY} every output is in a file, as soon as the worker has read it.
 */
public final class OutputFiles {
  /** System property of the worker that names an existing folder. */
  public static final String PROPERTY = "reeve.exec.outputs";

  /** System property of the worker: all output goes to the files at once if it is {@code true}. */
  public static final String LIVE_PROPERTY = "reeve.exec.outputs.live";

  /** Longest output that a result holds. */
  static final int INLINE_BYTES = 64 << 10;

  private final Path folder;
  private final String name;

  private OutputFiles(Path folder, String name) {
    this.folder = folder;
    this.name = name;
  }

  /**
   * Returns the files of one attempt.
   *
   * @param attempt from 1
   */
  public static OutputFiles of(Path folder, String taskId, int attempt) {
    String name = Long.toHexString(Fnv1a.hash(taskId)); // an id may hold any characters
    return new OutputFiles(folder, name + "-" + attempt);
  }

  /** Returns the files of an attempt in this worker; null if it has no folder for them. */
  static @Nullable OutputFiles inThisWorker(String taskId, int attempt) {
    String folder = System.getProperty(PROPERTY);
    return folder == null ? null : of(Path.of(folder), taskId, attempt);
  }

  /** Returns the bytes that may wait in memory before they are in a file. */
  static int memoryBytes() {
    return Boolean.getBoolean(LIVE_PROPERTY) ? 0 : INLINE_BYTES;
  }

  /** Returns the file of standard output, which need not exist. */
  public Path stdout() {
    return folder.resolve(name + ".out");
  }

  /** Returns the file of standard error, which need not exist. */
  public Path stderr() {
    return folder.resolve(name + ".err");
  }
}
