package dev.reeve.supervisor.results;

import dev.reeve.text.IoReasons;
import java.io.IOException;

/** A destination of results. Used by the writer's thread only, which it may block. */
public interface RecordOutput extends AutoCloseable {

  /** Writes the batch so that its reader can see it. Not called again after a failure. */
  void write(RecordBatch batch) throws IOException;

  /** Returns whether {@link RecordBatch#task} is wanted, which holds the payloads in memory. */
  default boolean needsTasks() {
    return false;
  }

  /** Makes what was written survive a crash of the machine; does nothing by default. */
  default void sync() throws IOException {}

  /**
   * Returns what it means for the run that {@link #write} or {@link #sync} has thrown {@code
   * cause}; by default that results cannot be written any more.
   */
  default OutputFailure failure(IOException cause) {
    return new OutputFailure(
        OutputFailure.Kind.NOT_WRITTEN, "cannot write results any more: " + IoReasons.of(cause));
  }

  /** Writes what is left and releases the output. */
  @Override
  void close() throws IOException;
}
