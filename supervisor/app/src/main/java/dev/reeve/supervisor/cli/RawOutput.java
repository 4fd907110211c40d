package dev.reeve.supervisor.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.reeve.os.AbandonedFolders;
import dev.reeve.os.ProcessFolder;
import dev.reeve.supervisor.model.TaskError;
import dev.reeve.supervisor.model.TaskResult;
import dev.reeve.supervisor.results.CommandOutput;
import dev.reeve.supervisor.results.OutputFailure;
import dev.reeve.supervisor.results.RecordBatch;
import dev.reeve.supervisor.results.RecordOutput;
import dev.reeve.supervisor.results.StandardOutput;
import dev.reeve.text.Printable;
import dev.reeve.worker.handlers.exec.OutputFiles;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * An output of what commands have written, byte by byte, task by task: their standard output to
 * standard output, their standard error to standard error. The results of other handlers are lines
 * of JSON. What results do not hold is in files, which are deleted.
 */
final class RawOutput implements RecordOutput {
  private static final String FOLDER_PREFIX = "reeve-outputs-";
  private static final int BUFFER_BYTES = 64 << 10;

  private final OutputStream out;
  private final OutputStream err;
  private final boolean hasReader;
  private final boolean tags;
  private final boolean tellsFailures;
  private final ProcessFolder folder;

  /**
   * @param folder of {@link OutputFiles}; deleted at the end
   * @param tags whether each line begins with the arguments
   * @param tellsFailures whether a task that failed is told on standard error
   */
  RawOutput(
      Targets targets,
      boolean hasReader,
      boolean tags,
      boolean tellsFailures,
      ProcessFolder folder) {
    this.out = new BufferedOutputStream(targets.out(), BUFFER_BYTES);
    this.err = new BufferedOutputStream(targets.err(), BUFFER_BYTES);
    this.hasReader = hasReader;
    this.tags = tags;
    this.tellsFailures = tellsFailures;
    this.folder = folder;
  }

  /** The two standard streams, unbuffered. */
  record Targets(OutputStream out, OutputStream err) {}

  /** Returns a folder for outputs that is not created yet; removes those of killed runs. */
  static ProcessFolder newFolder() {
    Path base = Path.of(System.getProperty("java.io.tmpdir")).toAbsolutePath();
    AbandonedFolders.removeLater(base, FOLDER_PREFIX);
    return ProcessFolder.ofThisProcess(base, FOLDER_PREFIX);
  }

  @Override
  public void write(RecordBatch batch) throws IOException {
    for (TaskResult result : batch.results()) {
      write(result);
    }
    out.flush();
    flushErr();
  }

  private void write(TaskResult result) throws IOException {
    CommandOutput output = CommandOutput.of(result);
    if (output == null) {
      writeJson(result);
    } else {
      OutputFiles files = OutputFiles.of(folder.path(), result.id(), result.attempts());
      copy(output.isWhole() ? null : files.stdout(), output.stdout(), lines(out, result));
      out.flush(); // before what belongs after it on a terminal
      writeErr(output, files, result);
      deleteEarlier(result);
    }
    if (tellsFailures && result.error() != null) {
      tell(result, result.error());
    }
  }

  private void writeJson(TaskResult result) throws IOException {
    if (result.result() != null) {
      OutputStream lines = lines(out, result);
      lines.write(result.result().utf8());
      lines.write('\n');
    }
  }

  /** A failure of standard error loses no data. */
  private void writeErr(CommandOutput output, OutputFiles files, TaskResult result) {
    try {
      copy(output.isWhole() ? null : files.stderr(), output.stderr(), lines(err, result));
      err.flush();
    } catch (IOException e) {
      // there is nowhere to report it
    }
  }

  private void flushErr() {
    try {
      err.flush();
    } catch (IOException e) {
      // there is nowhere to report it
    }
  }

  private OutputStream lines(OutputStream target, TaskResult result) {
    return tags ? new TaggedLines(target, result.id() + "\t") : target;
  }

  /** Copies the file if there is one, and deletes it; otherwise writes the text. */
  private static void copy(@Nullable Path file, String text, OutputStream target)
      throws IOException {
    if (file == null || !Files.exists(file)) {
      target.write(text.getBytes(UTF_8));
      return;
    }
    try (InputStream whole = Files.newInputStream(file)) {
      whole.transferTo(target);
    }
    Files.delete(file);
  }

  /** Deletes what earlier attempts have left. */
  private void deleteEarlier(TaskResult result) throws IOException {
    for (int attempt = 1; attempt < result.attempts(); attempt++) {
      OutputFiles files = OutputFiles.of(folder.path(), result.id(), attempt);
      Files.deleteIfExists(files.stdout());
      Files.deleteIfExists(files.stderr());
    }
  }

  private void tell(TaskResult result, TaskError error) {
    String what =
        error.exitCode() == null || !error.type().equals("CommandFailed")
            ? result.status().word().replace('_', ' ') + ": " + error.message()
            : "exit code " + error.exitCode();
    try {
      String line = "reeve: " + result.id() + ": " + what;
      err.write((Printable.onOneLine(line) + "\n").getBytes(UTF_8));
    } catch (IOException e) {
      // there is nowhere to report it
    }
  }

  @Override
  public OutputFailure failure(IOException cause) {
    return StandardOutput.failure(cause, hasReader);
  }

  @Override
  public void close() throws IOException {
    try {
      out.flush();
      flushErr();
    } finally {
      folder.delete();
    }
  }
}
