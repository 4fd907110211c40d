package dev.reeve.supervisor.results;

import java.io.IOException;

/** One place where results go. Used by the writer's thread only, which it may block. */
public interface RecordOutput extends AutoCloseable {

  /** Writes the batch so that its reader can see it; after a failure it is not called again. */
  void write(RecordBatch batch) throws IOException;

  /** Makes what was written survive a crash of the machine, where that means anything. */
  default void sync() throws IOException {}

  /** What it means that {@link #write} or {@link #sync} has thrown {@code cause}. */
  OutputFailure failure(IOException cause);

  /** Writes what is left and lets go of the output. */
  @Override
  void close() throws IOException;
}
