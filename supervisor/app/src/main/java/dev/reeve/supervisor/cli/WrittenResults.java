package dev.reeve.supervisor.cli;

import dev.reeve.supervisor.model.TaskResult;
import dev.reeve.supervisor.redis.BrokerPool;
import dev.reeve.supervisor.results.OutputFailure;
import dev.reeve.supervisor.results.RecordBatch;
import dev.reeve.supervisor.results.RecordOutput;
import dev.reeve.supervisor.results.ResultsFile;
import java.io.IOException;

/** A results file that tells a broker which records it has, so that the broker may remove them. */
final class WrittenResults implements RecordOutput {
  private final ResultsFile file;
  private final BrokerPool pool;

  WrittenResults(ResultsFile file, BrokerPool pool) {
    this.file = file;
    this.pool = pool;
  }

  @Override
  public void write(RecordBatch batch) throws IOException {
    file.write(batch);
    for (TaskResult each : batch.results()) {
      pool.written(each.id());
    }
  }

  @Override
  public void sync() throws IOException {
    file.sync();
  }

  @Override
  public OutputFailure failure(IOException cause) {
    return file.failure(cause);
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
