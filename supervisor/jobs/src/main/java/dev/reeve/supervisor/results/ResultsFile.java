package dev.reeve.supervisor.results;

import dev.reeve.os.DescriptorPath;
import dev.reeve.text.IoReasons;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The file that records are appended to, which is also the journal. One run at a time holds it, and
 * it contains only whole records. Writing fails if the file was replaced, removed or cut off during
 * the run, or if another process wrote to it. Only its owner can read a new file; symbolic links
 * are not followed. For devices and pipes nothing of this applies.
 */
public final class ResultsFile implements RecordOutput {
  private final Path path;
  private final RecordFile file;
  private final long tornBytes;

  ResultsFile(Path path, RecordFile file, long tornBytes) {
    this.path = path;
    this.file = file;
    this.tornBytes = tornBytes;
  }

  /**
   * Opens or creates the file, locks it, and cuts off a torn last line. A named pipe waits until a
   * reader opens it.
   *
   * @throws CannotOpenResultsException also if the file holds anything but records
   */
  public static ResultsFile open(Path path) throws CannotOpenResultsException {
    requireNoLink(path);
    boolean special = Files.exists(path) && !Files.isRegularFile(path);
    try {
      return special ? new ResultsFile(path, SpecialFile.open(path), 0) : openRegular(path);
    } catch (CannotOpenResultsException e) {
      throw e;
    } catch (IOException e) {
      throw refused(path, IoReasons.of(e));
    }
  }

  private static void requireNoLink(Path path) throws CannotOpenResultsException {
    if (DescriptorPath.number(path) >= 0) {
      throw refused(
          path,
          "it stands for an open descriptor: without --results, records go to standard output");
    }
    if (Files.isSymbolicLink(path)) {
      throw refused(
          path, "it is a symbolic link, and links are not followed: name the file itself");
    }
  }

  private static ResultsFile openRegular(Path path) throws IOException {
    RecordsCheck content = new RecordsCheck();
    AppendedFile file = AppendedFile.open(path, content);
    return new ResultsFile(path, file, content.tornBytes());
  }

  private static CannotOpenResultsException refused(Path path, String why) {
    return new CannotOpenResultsException("cannot use " + path + " for results: " + why, false);
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
      throw refused(path, IoReasons.of(e));
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
    return new OutputFailure(
        OutputFailure.Kind.NOT_WRITTEN,
        "cannot write results to " + path + " any more: " + IoReasons.of(cause));
  }

  /** Closes the file after a last look at it. */
  @Override
  public void close() throws IOException {
    file.close();
  }
}
