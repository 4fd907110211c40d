package dev.reeve.supervisor.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.reeve.supervisor.model.TaskResult;
import dev.reeve.supervisor.results.CommandOutput;
import dev.reeve.worker.handlers.exec.OutputFiles;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What a task has written in its last attempt. A handler that is not {@code exec} has written its
 * result, as a line of JSON.
 */
record TaskOutput(Part out, Part err, boolean ofCommand) {
  private static final Part NOTHING = new Part(null, "");

  /**
   * One of the two outputs.
   *
   * @param file that holds it; null if the text does
   */
  record Part(@Nullable Path file, String text) {

    private static Part of(@Nullable Path file, String text) {
      return file != null && Files.exists(file) ? new Part(file, "") : new Part(null, text);
    }

    /**
     * Copies it.
     *
     * @param buffer for the copy
     */
    void copyTo(OutputStream target, byte[] buffer) throws IOException {
      if (file == null) {
        target.write(text.getBytes(UTF_8));
        return;
      }
      try (InputStream in = Files.newInputStream(file)) {
        for (int read; (read = in.read(buffer)) > 0; ) {
          target.write(buffer, 0, read);
        }
      }
    }
  }

  /**
   * Returns the output of a task.
   *
   * @param folder of {@link OutputFiles}
   */
  static TaskOutput of(TaskResult result, Path folder) {
    CommandOutput output = CommandOutput.of(result);
    if (output == null) {
      String json = result.result() == null ? "" : result.result() + "\n";
      return new TaskOutput(new Part(null, json), NOTHING, false);
    }
    OutputFiles files = OutputFiles.of(folder, result.id(), result.attempts());
    return new TaskOutput(
        Part.of(output.isWhole() ? null : files.stdout(), output.stdout()),
        Part.of(output.isWhole() ? null : files.stderr(), output.stderr()),
        true);
  }
}
