package dev.reeve.supervisor.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.reeve.supervisor.TaskResult;
import dev.reeve.supervisor.results.OutputFailure;
import dev.reeve.supervisor.results.RecordBatch;
import dev.reeve.supervisor.results.RecordOutput;
import dev.reeve.supervisor.results.StandardOutput;
import java.io.IOException;
import java.io.OutputStream;
import java.util.function.IntSupplier;

/** Results on standard output as lines for people. */
final class HumanOutput implements RecordOutput {
  private final OutputStream out;
  private final boolean hasReader;
  private final HumanLine line;
  private final IntSupplier columns;

  HumanOutput(OutputStream out, boolean hasReader, HumanLine line, IntSupplier columns) {
    this.out = out;
    this.hasReader = hasReader;
    this.line = line;
    this.columns = columns;
  }

  @Override
  public void write(RecordBatch batch) throws IOException {
    StringBuilder lines = new StringBuilder();
    for (TaskResult result : batch.results()) {
      lines.append(line.of(result, columns.getAsInt())).append('\n');
    }
    out.write(lines.toString().getBytes(UTF_8));
    out.flush();
  }

  @Override
  public OutputFailure failure(IOException cause) {
    return StandardOutput.failure(cause, hasReader);
  }

  @Override
  public void close() throws IOException {
    out.flush();
  }
}
