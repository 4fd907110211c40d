package dev.reeve.supervisor.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.reeve.os.ProcessFolder;
import dev.reeve.supervisor.cli.terminal.FailureText;
import dev.reeve.supervisor.model.TaskResult;
import dev.reeve.supervisor.results.OutputFailure;
import dev.reeve.supervisor.results.RecordBatch;
import dev.reeve.supervisor.results.RecordOutput;
import dev.reeve.supervisor.results.StandardOutput;
import dev.reeve.worker.handlers.exec.OutputFiles;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An output of what commands have written, byte by byte, task by task: their standard output to
 * standard output, their standard error to standard error, and both to files. The results of other
 * handlers are lines of JSON. Outputs that results do not hold are in files, which are deleted.
 */
final class RawOutput implements RecordOutput {
  private static final int BUFFER_BYTES = 64 << 10;

  private final RawStreams streams;
  private final Style style;
  private final ProcessFolder folder;
  private final @Nullable OutputFollower follower;
  private final @Nullable OutputFolder saved;
  private final byte[] buffer = new byte[BUFFER_BYTES];

  /** So many results of the batch are done, and so many steps of the next one. */
  private int doneResults;

  private int doneSteps;
  private @Nullable TaskOutput output;

  /**
   * The choices of a user.
   *
   * @param prints whether the standard streams get the outputs
   * @param tags whether each line begins with the arguments
   * @param tellsFailures whether a task that failed is told on standard error
   * @param hasReader whether standard output is a pipe or the like
   */
  record Style(boolean prints, boolean tags, boolean tellsFailures, boolean hasReader) {}

  /** The work on one result; none of it fails for lack of memory after it has written a byte. */
  private interface Step {
    void take(TaskResult result, TaskOutput output) throws IOException;
  }

  private final List<Step> steps =
      List.of(
          this::save,
          this::printOut,
          this::flushOut,
          this::printErr,
          this::flushErr,
          this::delete,
          this::tell);

  /**
   * @param folder of {@link OutputFiles}; deleted at the end
   * @param follower that prints what running commands write; null if none does
   * @param saved the folder for two files of each task; null if there is none
   */
  RawOutput(
      RawStreams streams,
      Style style,
      ProcessFolder folder,
      @Nullable OutputFollower follower,
      @Nullable OutputFolder saved) {
    this.streams = streams;
    this.style = style;
    this.folder = folder;
    this.follower = follower;
    this.saved = saved;
  }

  /** Writes the batch; if memory was short, goes on where it was. */
  @Override
  public void write(RecordBatch batch) throws IOException {
    write(batch.results());
  }

  void write(List<TaskResult> results) throws IOException {
    synchronized (streams) {
      if (follower != null) {
        follower.requireNoFailure();
      }
      while (doneResults < results.size()) {
        write(results.get(doneResults));
        doneSteps = 0;
        output = null;
        doneResults++;
      }
      doneResults = 0;
      streams.flush();
    }
  }

  private void write(TaskResult result) throws IOException {
    TaskOutput written = output == null ? TaskOutput.of(result, folder.path()) : output;
    output = written;
    while (doneSteps < steps.size()) {
      steps.get(doneSteps).take(result, written);
      doneSteps++;
    }
  }

  private void save(TaskResult result, TaskOutput written) throws IOException {
    if (saved != null && result.attempts() > 0) {
      saved.save(result.id(), written, buffer);
    }
  }

  private void printOut(TaskResult result, TaskOutput written) throws IOException {
    if (follower != null) {
      follower.finish(result, buffer);
    }
    if (style.prints && !(follower != null && written.ofCommand())) {
      written.out().copyTo(lines(streams.out(), result), buffer);
    }
  }

  /** Comes before what belongs after it on a terminal. */
  private void flushOut(TaskResult result, TaskOutput written) throws IOException {
    streams.out().flush();
  }

  private void printErr(TaskResult result, TaskOutput written) throws IOException {
    if (style.prints && follower == null) {
      written.err().copyTo(lines(streams.err(), result), buffer);
    }
  }

  private void flushErr(TaskResult result, TaskOutput written) throws IOException {
    streams.err().flush();
  }

  private OutputStream lines(OutputStream target, TaskResult result) {
    return style.tags ? new TaggedLines(target, result.id()) : target;
  }

  /** Deletes what this attempt and earlier ones have left. */
  private void delete(TaskResult result, TaskOutput written) throws IOException {
    boolean isSure = written.out().file() == null && written.err().file() == null;
    if (written.ofCommand() && (result.attempts() > 1 || follower != null || !isSure)) {
      for (int attempt = 1; attempt <= result.attempts(); attempt++) {
        OutputFiles files = OutputFiles.of(folder.path(), result.id(), attempt);
        Files.deleteIfExists(files.stdout());
        Files.deleteIfExists(files.stderr());
      }
    }
  }

  private void tell(TaskResult result, TaskOutput written) throws IOException {
    if (style.tellsFailures && result.error() != null) {
      streams.err().write(("reeve: " + FailureText.inWords(result) + "\n").getBytes(UTF_8));
    }
  }

  @Override
  public OutputFailure failure(IOException cause) {
    return cause instanceof OutputFolder.NotSavedException
        ? new OutputFailure(OutputFailure.Kind.NOT_WRITTEN, String.valueOf(cause.getMessage()))
        : StandardOutput.failure(cause, style.hasReader);
  }

  @Override
  public void close() throws IOException {
    try {
      if (follower != null) {
        follower.close();
      }
      synchronized (streams) {
        streams.flush();
      }
    } finally {
      folder.delete();
    }
  }
}
