package dev.reeve.supervisor.results;

import dev.reeve.text.IoReasons;
import java.io.IOException;
import java.nio.file.Path;

/**
 * The file that records are appended to, which is also the journal. One run at a time holds it, and
 * it contains only whole records. Writing fails if the file was replaced, removed or cut off during
 * the run, or if another process wrote to it. Only its owner can read a new file; symbolic links
 * are not followed. For devices and pipes nothing of this applies.
 */
public final class ResultsFile implements RecordOutput {
  private final AppendTarget target;
  private final RecordFile file;
  private final long tornBytes;

  ResultsFile(Path path, RecordFile file, long tornBytes) {
    this(target(path), file, tornBytes);
  }

  private ResultsFile(AppendTarget target, RecordFile file, long tornBytes) {
    this.target = target;
    this.file = file;
    this.tornBytes = tornBytes;
  }

  private static AppendTarget target(Path path) {
    return new AppendTarget(path, "results", "without --results, records go to standard output");
  }

  /**
   * Opens or creates the file, locks it, and cuts off a torn last line. A named pipe waits until a
   * reader opens it.
   *
   * @throws CannotOpenResultsException also if the file holds anything but records
   */
  public static ResultsFile open(Path path) throws CannotOpenResultsException {
    AppendTarget target = target(path);
    RecordsCheck content = new RecordsCheck();
    RecordFile file = target.open(content);
    return new ResultsFile(target, file, content.tornBytes());
  }

  /** Returns the bytes of a torn last line that {@link #open} cut off; 0 if there was none. */
  public long tornBytes() {
    return tornBytes;
  }

  /**
   * Reads all records. Must be called before anything is written.
   *
   * @throws CannotOpenResultsException if the file cannot be read, or holds anything but records;
   *     the file is closed then
   */
  public Journal readJournal() throws CannotOpenResultsException {
    try {
      if (file instanceof AppendedFile regular) {
        return Journal.read(regular.content());
      }
      throw new IOException("it is not a regular file, so there is nothing to resume from");
    } catch (IOException e) {
      closeAfter(e);
      throw target.refused(IoReasons.of(e));
    }
  }

  private void closeAfter(IOException cause) {
    try {
      file.close();
    } catch (IOException e) {
      cause.addSuppressed(e);
    }
  }

  @Override
  public void write(RecordBatch batch) throws IOException {
    file.append(batch.lines());
  }

  @Override
  public void sync() throws IOException {
    file.sync();
  }

  @Override
  public OutputFailure failure(IOException cause) {
    return target.failure(cause);
  }

  /** Closes the file after a last look at it. */
  @Override
  public void close() throws IOException {
    file.close();
  }
}
