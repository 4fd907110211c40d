package dev.reeve.supervisor.results;

import dev.reeve.supervisor.model.TaskResult;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** Remembers what it got; fails from a batch on, if told to. */
class FakeOutput implements RecordOutput {
  final List<Long> written = new CopyOnWriteArrayList<>();
  final AtomicInteger syncs = new AtomicInteger();
  volatile boolean broken;
  volatile boolean closed;

  @Override
  public void write(RecordBatch batch) throws IOException {
    if (broken) {
      throw new IOException("broken");
    }
    batch.results().stream().map(TaskResult::seq).forEach(written::add);
  }

  @Override
  public void sync() throws IOException {
    syncs.incrementAndGet();
  }

  @Override
  public OutputFailure failure(IOException cause) {
    return new OutputFailure(OutputFailure.Kind.NOT_WRITTEN, String.valueOf(cause.getMessage()));
  }

  @Override
  public void close() {
    closed = true;
  }
}
