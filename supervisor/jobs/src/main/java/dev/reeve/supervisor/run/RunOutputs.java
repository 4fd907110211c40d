package dev.reeve.supervisor.run;

import dev.reeve.supervisor.results.OutputFailure;
import dev.reeve.supervisor.results.ResultSpill;
import dev.reeve.supervisor.results.ResultWriter;
import java.time.Duration;
import java.util.Optional;

/** The writer of a run's results and the file in which large ones may wait for it. */
record RunOutputs(ResultWriter writer, ResultSpill spill) implements AutoCloseable {

  /** As {@link ResultWriter#abandon}. */
  void abandon(Duration limit) {
    writer.abandon(limit);
  }

  /** As {@link ResultWriter#failure}. */
  Optional<OutputFailure> failure() {
    return writer.failure();
  }

  /** As {@link ResultWriter#close}; then gives up the file. */
  @Override
  public void close() {
    writer.close();
    spill.close();
  }
}
