package dev.reeve.supervisor.serve.queue;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.reeve.json.JsonWriter;
import dev.reeve.supervisor.job.InvalidJobException;
import dev.reeve.supervisor.job.JobError;
import dev.reeve.supervisor.job.TaskDefaults;
import dev.reeve.supervisor.job.TaskParser;
import dev.reeve.supervisor.model.Task;
import dev.reeve.supervisor.results.JournalLines;
import dev.reeve.supervisor.results.TaskLineWriter;
import dev.reeve.supervisor.results.TornLine;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;

/**
 * A task in a file of the queue's folder: a line of a stream that begins with the member {@code
 * accepted}, an object with the task's number and the time of its acceptance.
 *
 * @param task whose {@link Task#seq} is the number
 * @param acceptedAt milliseconds since 1970
 * @param offset in the line, of the comma behind the first member
 */
record TaskLine(Task task, long acceptedAt, int offset) {
  private static final byte[] START = "{\"accepted\":{\"number\":".getBytes(US_ASCII);
  private static final byte[] AT = ",\"at\":\"".getBytes(US_ASCII);
  private static final byte[] END = "\"},".getBytes(US_ASCII);

  /** Bytes before the text of the task, with the newline, if its number has one digit. */
  static final int LEAST_START_BYTES =
      START.length + 1 + AT.length + "2026-01-01T00:00:00Z".length() + END.length;

  /** Nothing is relative in a task that was accepted. */
  private static final TaskParser PARSER = new TaskParser(Path.of("/"), TaskDefaults.NONE);

  /** Cuts off a line that a killed server has left. */
  static void cutTorn(FileChannel file) throws IOException {
    long unused = TornLine.cut(file, START, "a task of a queue");
  }

  /** Writes a line with its newline, and returns the offset of the comma. */
  static int write(Task task, long acceptedAt, JsonWriter out) {
    int from = out.length();
    out.bytes(START).number(task.seq()).bytes(AT);
    out.ascii(Instant.ofEpochMilli(acceptedAt).toString()).ascii("\"}");
    int comma = out.length();
    TaskLineWriter.write(task, out);
    out.view().array()[comma] = ',';
    return comma - from;
  }

  /** Rejects a task with {@link IllegalArgumentException} that could not be read again. */
  static void requireReadable(Task task) {
    byte[] line = TaskContent.json(task).utf8();
    try {
      Task unused = PARSER.reread(line, 0, line.length, "task", 1, 1);
    } catch (InvalidJobException e) {
      throw new IllegalArgumentException("no line of a stream can have this task: " + reason(e), e);
    }
  }

  private static String reason(InvalidJobException e) {
    JobError error = e.errors().get(0);
    return error.place() == null ? error.message() : error.place() + " " + error.message();
  }

  /**
   * Reads the current line, whose bytes it changes.
   *
   * @param file for messages
   * @throws IOException if it is not such a line; the message is the reason
   */
  static TaskLine read(JournalLines lines, String file) throws IOException {
    byte[] bytes = lines.bytes();
    int number = require(bytes, lines.from(), lines.end(), START);
    int at = endOf(bytes, number, lines.end(), AT[0]);
    int time = require(bytes, at, lines.end(), AT);
    int close = endOf(bytes, time, lines.end(), END[0]);
    int comma = require(bytes, close, lines.end(), END) - 1;
    bytes[comma] = '{';
    try {
      long seq = Long.parseLong(new String(bytes, number, at - number, US_ASCII));
      Instant accepted = Instant.parse(new String(bytes, time, close - time, US_ASCII));
      Task task = PARSER.reread(bytes, comma, lines.end(), file, lines.number(), seq);
      return new TaskLine(task, accepted.toEpochMilli(), comma - lines.from());
    } catch (NumberFormatException | DateTimeException | ArithmeticException e) {
      throw new IOException("its number or time is invalid", e);
    } catch (InvalidJobException e) {
      throw new IOException(reason(e), e);
    }
  }

  private static int require(byte[] bytes, int from, int end, byte[] expected) throws IOException {
    int after = from + expected.length;
    if (after > end || !Arrays.equals(bytes, from, after, expected, 0, expected.length)) {
      throw new IOException("it does not begin with its number and the time of its acceptance");
    }
    return after;
  }

  private static int endOf(byte[] bytes, int from, int end, byte stop) {
    int at = from;
    while (at < end && bytes[at] != stop) {
      at++;
    }
    return at;
  }
}
