package dev.reeve.worker.handlers.exec;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The files of outputs that a result does not hold as they are: those that are longer than {@value
 * #INLINE_BYTES} bytes, that are not UTF-8, and those of commands that failed. Whoever runs workers
 * with the system property {@value #PROPERTY} collects and deletes them; without it there are none.
 */
public final class OutputFiles {
  /** System property of the worker that names an existing folder. */
  public static final String PROPERTY = "reeve.exec.outputs";

  /** Longest output that a result holds. */
  static final int INLINE_BYTES = 64 << 10;

  private static final long FNV_OFFSET = 0xcbf29ce484222325L;
  private static final long FNV_PRIME = 0x100000001b3L;

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
    return new OutputFiles(folder, Long.toHexString(hash(taskId)) + "-" + attempt);
  }

  /** Returns the files of an attempt in this worker; null if it has no folder for them. */
  static @Nullable OutputFiles inThisWorker(String taskId, int attempt) {
    String folder = System.getProperty(PROPERTY);
    return folder == null ? null : of(Path.of(folder), taskId, attempt);
  }

  /** Ids may hold any characters, so a name is made of the 64 bits of FNV-1a. */
  private static long hash(String id) {
    long hash = FNV_OFFSET;
    for (byte value : id.getBytes(UTF_8)) {
      hash = (hash ^ (value & 0xFF)) * FNV_PRIME;
    }
    return hash;
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
