package dev.reeve.supervisor.cli.terminal;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.reeve.supervisor.model.TaskResult;
import dev.reeve.supervisor.results.OutputFailure;
import dev.reeve.supervisor.results.RecordBatch;
import dev.reeve.supervisor.results.RecordOutput;
import dev.reeve.supervisor.results.StandardOutput;
import java.io.IOException;
import java.io.OutputStream;

/** An output of results as lines for people on standard output. */
public final class HumanOutput implements RecordOutput {
  private final OutputStream out;
  private final boolean hasReader;
  private final HumanLine line;
  private final int columns;

  /**
   * @param columns longest line; {@link TerminalWidth#CUT_BY_TERMINAL} if the terminal cuts lines
   *     itself
   */
  public HumanOutput(OutputStream out, boolean hasReader, HumanLine line, int columns) {
    this.out = out;
    this.hasReader = hasReader;
    this.line = line;
    this.columns = columns;
  }

  @Override
  public void write(RecordBatch batch) throws IOException {
    StringBuilder lines = new StringBuilder();
    for (TaskResult result : batch.results()) {
      lines.append(line.of(result, columns)).append('\n');
    }
    String text = lines.toString();
    boolean cut = columns == TerminalWidth.CUT_BY_TERMINAL;
    out.write((cut ? TerminalWidth.cutting(text) : text).getBytes(UTF_8));
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
