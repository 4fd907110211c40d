package dev.reeve.supervisor.results;

import dev.reeve.supervisor.model.TaskStatus;
import dev.reeve.text.IoReasons;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The records of a results file that are the last ones of their ids and no successes. The file is
 * read twice, so that memory is needed only for ids that were ever without success. A run may go on
 * writing to it meanwhile.
 */
public final class FailedRecords {
  private final FileChannel file;
  private final long length;
  private final FailedLines failed = new FailedLines();

  private FailedRecords(FileChannel file) throws IOException {
    this.file = file;
    this.length = TornLine.endOfLastLine(file, file.size());
  }

  /** Takes the records, in the order of the file. */
  public interface Receiver {
    /**
     * Takes a record.
     *
     * @param status how the task ended
     * @param record its line without the end; valid until the next call
     */
    void take(TaskStatus status, ByteBuffer record) throws IOException;
  }

  /**
   * Passes on all such records of a file.
   *
   * @throws CannotOpenResultsException if the file cannot be read, or holds anything but records
   * @throws IOException if the receiver has thrown it
   */
  public static void read(Path path, Receiver receiver) throws IOException {
    try (FileChannel file = open(path)) {
      FailedRecords records = find(path, file);
      records.pass(receiver);
    }
  }

  private static FileChannel open(Path path) throws CannotOpenResultsException {
    if (Files.exists(path) && !Files.isRegularFile(path)) {
      throw unreadable(path, "it is not a regular file, and it must be read twice");
    }
    try {
      return FileChannel.open(path, StandardOpenOption.READ);
    } catch (IOException e) {
      throw unreadable(path, IoReasons.of(e));
    }
  }

  private static CannotOpenResultsException unreadable(Path path, String why) {
    return new CannotOpenResultsException("cannot read results from " + path + ": " + why, false);
  }

  private static FailedRecords find(Path path, FileChannel file) throws CannotOpenResultsException {
    try {
      FailedRecords records = new FailedRecords(file);
      records.findAll();
      return records;
    } catch (IOException e) {
      throw unreadable(path, IoReasons.of(e));
    }
  }

  private void findAll() throws IOException {
    JournalLines lines = new JournalLines(file, length);
    while (lines.next()) {
      if (lines.end() > lines.from()) {
        JournalRecord record = Journal.record(lines);
        if (record.status() == TaskStatus.SUCCEEDED) {
          failed.succeeded(record.task().id());
        } else {
          failed.failed(record.task().id(), lines.number());
        }
      }
    }
  }

  private void pass(Receiver receiver) throws IOException {
    JournalLines lines = new JournalLines(file, length);
    while (lines.next()) {
      if (lines.end() > lines.from()) {
        JournalRecord record = Journal.record(lines);
        if (record.status() != TaskStatus.SUCCEEDED
            && failed.isLast(record.task().id(), lines.number())) {
          int size = lines.end() - lines.from();
          receiver.take(record.status(), ByteBuffer.wrap(lines.bytes(), lines.from(), size));
        }
      }
    }
  }
}
