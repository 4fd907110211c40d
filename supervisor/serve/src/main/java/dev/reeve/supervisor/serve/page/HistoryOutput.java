package dev.reeve.supervisor.serve.page;

import dev.reeve.supervisor.results.RecordBatch;
import dev.reeve.supervisor.results.RecordOutput;

/**
 * Holds back the results that are too far ahead of a {@link RunHistory}, as it is told of them by
 * another thread; so what waits for that thread stays bounded.
 */
public final class HistoryOutput implements RecordOutput {
  private static final long MOST_AHEAD = 8_192;

  private final RunHistory history;
  private long written;

  /** Makes an output of the run that the history hears. */
  public HistoryOutput(RunHistory history) {
    this.history = history;
  }

  @Override
  public void write(RecordBatch batch) {
    written += batch.results().size();
    history.awaitHeard(written - MOST_AHEAD);
  }

  @Override
  public void close() {}
}
