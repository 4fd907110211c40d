package dev.reeve.supervisor.job;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Tasks of JSON Lines, each as soon as its line has come. Blank lines are passed over. Holds one
 * line and the recent ids, whatever the stream's length.
 */
final class StreamJob implements Job {
  private final LineReader lines;
  private final LineTasks tasks;
  private final String file;
  private final JobFolder folder;
  private long seq;
  private volatile boolean closed;

  StreamJob(InputStream in, String file, JobFolder folder, TaskDefaults defaults) {
    this.file = file;
    this.folder = folder;
    lines = new LineReader(in, file, JobJson.MAX_TEXT);
    tasks = new LineTasks(folder, defaults);
  }

  @Override
  public JobSettings settings() {
    return JobSettings.NONE;
  }

  @Override
  public Path folder() {
    return folder.path();
  }

  @Override
  public long totalTasks() {
    return -1;
  }

  @Override
  public @Nullable JobEntry next() throws IOException {
    while (nextLine()) {
      SourceText line = lines.line();
      if (lines.tooLong()) {
        return tasks.tooLong(line, ++seq);
      }
      if (!line.isBlank()) {
        JobEntry entry = tasks.read(line, ++seq);
        lines.release();
        return entry;
      }
    }
    return null;
  }

  private boolean nextLine() throws IOException {
    try {
      return !closed && lines.next() && !closed;
    } catch (IOException e) {
      if (closed) {
        return false;
      }
      throw ReadFailure.named(file, e);
    }
  }

  @Override
  public void close() throws IOException {
    closed = true;
    lines.close();
  }
}
