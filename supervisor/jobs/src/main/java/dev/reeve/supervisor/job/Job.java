package dev.reeve.supervisor.job;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An opened job document or stream: its settings, and its tasks one by one. One thread reads;
 * {@link #close} may be called from any thread.
 */
public interface Job extends TaskSource, AutoCloseable {

  /** Returns the settings that the job gives for its run; {@link JobSettings#NONE} for a stream. */
  JobSettings settings();

  /**
   * Returns what the document says that may be a mistake but is no error, for people; empty for a
   * stream.
   */
  default List<JobError> warnings() {
    return List.of();
  }

  /** Returns what a server submits again and again; a run leaves it out. Empty for a stream. */
  default List<JobSchedule> schedules() {
    return List.of();
  }

  /**
   * Checks the payloads of a document, each with its first items; must be called before {@link
   * #next}. Finds nothing in a stream, whose tasks come one by one.
   *
   * @return the errors that were found, at most 100
   */
  default List<JobError> checkPayloads(PayloadCheck check) throws IOException {
    return List.of();
  }

  /**
   * Returns the job with its selected tasks only; must be called before {@link #next}. In a
   * document a task brings along those that it needs.
   *
   * @throws IllegalArgumentException if the selection does not suit the document; the message is
   *     for people
   * @throws IOException if items cannot be read; the message is for people
   */
  default Job select(TaskSelection selection) throws IOException {
    return new SelectedStream(this, selection);
  }

  /**
   * Returns the absolute folder that the job's paths are relative to: the job file's folder.
   * Workers should start in it, because only handlers resolve the paths inside payloads.
   */
  Path folder();

  /**
   * Returns the files that the job reads besides its own, such as lists of items. Nothing may be
   * written to them during the run.
   */
  default List<Path> inputs() {
    return List.of();
  }

  /**
   * Reads the next task; waits for input if the job is a stream.
   *
   * @return null after the last task, and once the job is closed
   * @throws IOException if the input cannot be read any more; the message is for people
   */
  @Override
  @Nullable SourceEntry next() throws IOException;

  /**
   * Leaves the read alone: an interrupt would close the input, which can block for as long as the
   * read itself does, for example on a network file system that does not answer.
   */
  @Override
  default boolean stopReading(Thread reader) {
    return false;
  }

  @Override
  void close() throws IOException;
}
