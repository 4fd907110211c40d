package dev.reeve.supervisor.job;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Opens jobs. */
public final class Jobs {
  private Jobs() {}

  /**
   * Opens a job file. A document is read and checked whole; a stream is read as it is asked for.
   *
   * @param format null: by the file's ending ({@code .json}; {@code .jsonl}, {@code .ndjson})
   * @throws InvalidJobException with all errors of the document
   * @throws IOException if the file can't be read, with a message for people that names it
   */
  public static Job open(Path file, @Nullable JobFormat format, TaskDefaults defaults)
      throws InvalidJobException, IOException {
    throw new IOException("later in this branch " + file + format + defaults);
  }

  /**
   * A stream of JSON Lines, called {@code name} in messages; paths are relative to {@code folder}.
   */
  public static Job stream(InputStream in, String name, Path folder, TaskDefaults defaults) {
    throw new IllegalStateException("later in this branch " + in + name + folder + defaults);
  }

  /** A job document from a stream (standard input with {@code --format json}). */
  public static Job document(InputStream in, String name, Path folder, TaskDefaults defaults)
      throws InvalidJobException, IOException {
    throw new IOException("later in this branch " + in + name + folder + defaults);
  }
}
