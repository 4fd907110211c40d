package dev.reeve.supervisor.job;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Factory of {@link Job}s from files and streams. */
public final class Jobs {
  private Jobs() {}

  /**
   * Opens a job file. A document is read and checked as a whole; a stream is read task by task.
   *
   * @param format null to go by the file's ending: {@code .json}; {@code .jsonl}, {@code .ndjson}
   * @throws InvalidJobException with all errors of the document
   * @throws IOException if the file cannot be read; the message is for people and names the file
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
   * Opens a stream of JSON Lines. Closing the job closes the stream.
   *
   * @param name for messages
   * @param folder that paths are relative to
   */
  public static Job stream(InputStream in, String name, Path folder, TaskDefaults defaults) {
    return new StreamJob(in, name, JobFolder.of(folder), defaults);
  }

  /**
   * Reads a job document from a stream, which is read to its end and left open.
   *
   * @param name for messages
   * @param folder that paths are relative to
   * @throws InvalidJobException with all errors of the document
   */
  public static Job document(InputStream in, String name, Path folder, TaskDefaults defaults)
      throws InvalidJobException, IOException {
    return new DocumentReader(name, JobFolder.of(folder), defaults).read(in);
  }
}
