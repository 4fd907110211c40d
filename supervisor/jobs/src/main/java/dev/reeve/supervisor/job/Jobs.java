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
    JobFile jobFile = new JobFile(file);
    InputStream in = jobFile.open();
    try {
      return open(jobFile, in, format == null ? jobFile.format() : format, defaults);
    } catch (InvalidJobException | IOException | RuntimeException | Error e) {
      in.close();
      throw e;
    }
  }

  private static Job open(JobFile file, InputStream in, JobFormat format, TaskDefaults defaults)
      throws InvalidJobException, IOException {
    if (format == JobFormat.JSONL) {
      return new StreamJob(in, file.name(), file.folder(), defaults);
    }
    try (in) {
      DocumentReader reader = new DocumentReader(file.name(), file.folder(), defaults);
      reader.checkSize(file.size());
      return reader.read(in);
    }
  }

  /**
   * A stream of JSON Lines, called {@code name} in messages; paths are relative to {@code folder}.
   * Closing the job closes the stream.
   */
  public static Job stream(InputStream in, String name, Path folder, TaskDefaults defaults) {
    return new StreamJob(in, name, JobFolder.of(folder), defaults);
  }

  /**
   * A job document from a stream (standard input with {@code --format json}), which is read to its
   * end and left open.
   *
   * @throws InvalidJobException with all errors of the document
   */
  public static Job document(InputStream in, String name, Path folder, TaskDefaults defaults)
      throws InvalidJobException, IOException {
    return new DocumentReader(name, JobFolder.of(folder), defaults).read(in);
  }
}
