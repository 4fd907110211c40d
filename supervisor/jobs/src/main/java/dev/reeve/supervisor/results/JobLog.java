package dev.reeve.supervisor.results;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.reeve.supervisor.model.Task;
import dev.reeve.supervisor.model.TaskResult;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A log in the format of GNU parallel: a line of tab-separated columns for each task that was
 * started, below a heading. An existing file is appended to if it has that heading, and otherwise
 * left alone.
 */
public final class JobLog implements RecordOutput {
  private static final byte[] HEADING = (JobLogLine.HEADING + "\n").getBytes(UTF_8);

  private final AppendTarget target;
  private final RecordFile file;
  private final long tornBytes;

  private JobLog(AppendTarget target, RecordFile file, long tornBytes) {
    this.target = target;
    this.file = file;
    this.tornBytes = tornBytes;
  }

  /**
   * Opens or creates the file, locks it, and writes the heading if it is empty.
   *
   * @throws CannotOpenResultsException also if the file holds anything but such a log
   */
  public static JobLog open(Path path) throws CannotOpenResultsException {
    AppendTarget target =
        new AppendTarget(path, "the job log", "name a file, or a named pipe to read it elsewhere");
    HeadingCheck content = new HeadingCheck();
    RecordFile file = target.open(content);
    JobLog log = new JobLog(target, file, content.tornBytes);
    log.begin(content.hasHeading);
    return log;
  }

  private void begin(boolean hasHeading) throws CannotOpenResultsException {
    if (hasHeading) {
      return;
    }
    try {
      file.append(ByteBuffer.wrap(HEADING));
    } catch (IOException e) {
      throw target.refused(target.failure(e).message());
    }
  }

  /** Returns the bytes of a torn last line that {@link #open} cut off; 0 if there was none. */
  public long tornBytes() {
    return tornBytes;
  }

  @Override
  public boolean needsTasks() {
    return true;
  }

  @Override
  public void write(RecordBatch batch) throws IOException {
    StringBuilder lines = new StringBuilder();
    List<TaskResult> results = batch.results();
    for (int i = 0; i < results.size(); i++) {
      @Nullable Task task = batch.task(i);
      String line = JobLogLine.of(results.get(i), task);
      if (line != null) {
        lines.append(line).append('\n');
      }
    }
    if (lines.length() > 0) {
      file.append(ByteBuffer.wrap(lines.toString().getBytes(UTF_8)));
    }
  }

  @Override
  public void sync() throws IOException {
    file.sync();
  }

  @Override
  public OutputFailure failure(IOException cause) {
    return target.failure(cause);
  }

  @Override
  public void close() throws IOException {
    file.close();
  }

  /** The look at a file before it is appended to: its first line must be the heading. */
  private static final class HeadingCheck implements AppendedFile.ContentCheck {
    private long tornBytes;
    private boolean hasHeading;

    @Override
    public void check(FileChannel file) throws IOException {
      long size = file.size();
      if (size == 0) {
        return;
      }
      hasHeading =
          size >= HEADING.length
              && TornLine.read(file, 0, HEADING.length).equals(ByteBuffer.wrap(HEADING));
      if (!hasHeading) {
        throw new IOException(
            "its first line is not the heading of a job log (Seq, Host, Starttime, …); is this the"
                + " wrong file?");
      }
      long whole = TornLine.endOfLastLine(file, size);
      tornBytes = size - whole;
      file.truncate(whole);
    }
  }
}
