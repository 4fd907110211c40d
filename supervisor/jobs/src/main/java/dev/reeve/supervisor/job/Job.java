package dev.reeve.supervisor.job;

import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * An opened job: its settings, and its tasks one by one. One thread reads; {@link #close} may come
 * from any.
 */
public interface Job extends AutoCloseable {

  /** What the job says of its run; empty settings for a stream. */
  JobSettings settings();

  /**
   * What the job's paths are relative to, absolute: the job file's folder. Paths inside payloads
   * are the handlers' business, so workers should start in it.
   */
  Path folder();

  /** Number of tasks, −1 if unknown (a stream). */
  long totalTasks();

  /**
   * The next task, read lazily; waits for input where it is a stream.
   *
   * @return null after the last, and once the job is closed
   * @throws IOException if the input can't be read any more, with a message for people
   */
  @Nullable JobEntry next() throws IOException;

  @Override
  void close() throws IOException;
}
