package dev.reeve.supervisor.serve.queue;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import dev.reeve.json.JsonWriter;
import dev.reeve.supervisor.results.AppendedFile;
import dev.reeve.supervisor.results.JournalLines;
import dev.reeve.supervisor.results.TornLine;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

/**
 * The file with the tasks of a segment that a user has cancelled while they ran. A task that is in
 * it and has no record does not run again. A line has the task's number and its id.
 */
final class Cancellations {
  private static final byte[] START = "{\"cancelled\":".getBytes(US_ASCII);

  private Cancellations() {}

  /** Writes the line of a task, with its newline. */
  static void write(QueuedTask task, JsonWriter out) {
    out.bytes(START).number(task.number()).ascii(",\"id\":").string(task.id()).ascii("}\n");
  }

  /** Opens or creates a file. A torn last line, which a killed server has left, is cut off. */
  static LineFile open(Path path) throws IOException {
    return new LineFile.Appended(AppendedFile.open(path, Cancellations::cutTorn));
  }

  private static void cutTorn(FileChannel file) throws IOException {
    long unused = TornLine.cut(file, START, "a cancellation");
  }

  /**
   * Appends lines so that they survive a crash of the machine. If that fails, they are cut off.
   *
   * @param file just opened; is closed
   */
  static void append(LineFile file, ByteBuffer lines) throws IOException {
    try (file) {
      long start = file.size();
      try {
        file.append(lines);
        file.sync();
      } catch (IOException | RuntimeException | Error e) {
        file.cutBack(start);
        throw e;
      }
    }
  }

  /**
   * Returns the numbers of cancelled tasks.
   *
   * @throws IOException if the file is damaged or cannot be read; the message is for people
   */
  static Set<Long> read(Path path) throws IOException {
    Set<Long> numbers = new HashSet<>();
    if (!Files.exists(path, NOFOLLOW_LINKS)) {
      return numbers;
    }
    SegmentReader.readLines(
        path, Cancellations::cutTorn, lines -> numbers.add(number(lines)), "runs again");
    return numbers;
  }

  private static long number(JournalLines lines) throws IOException {
    byte[] bytes = lines.bytes();
    int from = lines.from() + START.length;
    int end = from;
    while (end < lines.end() && bytes[end] >= '0' && bytes[end] <= '9') {
      end++;
    }
    boolean isWhole =
        end > from
            && end < lines.end()
            && bytes[end] == ','
            && bytes[lines.end() - 1] == '}'
            && Arrays.equals(bytes, lines.from(), from, START, 0, START.length);
    try {
      if (isWhole) {
        return Long.parseLong(new String(bytes, from, end - from, US_ASCII));
      }
    } catch (NumberFormatException e) {
      throw new IOException("its number is invalid", e);
    }
    throw new IOException("it is no cancellation");
  }
}
