package dev.reeve.supervisor.cli;

import dev.reeve.os.ProcessFolder;
import dev.reeve.supervisor.EarlyWorker;
import org.jspecify.annotations.Nullable;

/**
 * What was started before the options were read.
 *
 * @param outputs folder for outputs of commands that the worker was told; null if none was
 */
record EarlyRun(EarlyWorker worker, @Nullable ProcessFolder outputs) implements AutoCloseable {

  @Override
  public void close() {
    worker.close();
  }
}
