package dev.reeve.supervisor.cli.terminal;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.reeve.supervisor.model.TaskResult;
import dev.reeve.supervisor.results.OutputFailure;
import dev.reeve.supervisor.results.RecordBatch;
import dev.reeve.supervisor.results.RecordOutput;
import dev.reeve.supervisor.results.StandardOutput;
import java.io.IOException;
import java.io.OutputStream;

/** An output of results as lines for people who read them elsewhere than on a terminal. */
public final class HumanOutput implements RecordOutput {
  private final OutputStream out;
  private final boolean hasReader;
  private final HumanLine line;

  public HumanOutput(OutputStream out, boolean hasReader, HumanLine line) {
    this.out = out;
    this.hasReader = hasReader;
    this.line = line;
  }

  @Override
  public void write(RecordBatch batch) throws IOException {
    StringBuilder lines = new StringBuilder();
    for (TaskResult result : batch.results()) {
      lines.append(line.of(result, Integer.MAX_VALUE)).append('\n');
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
