import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What counts in a result record.
 *
 * @param whole whether a command's output in it has the length that the task's id tells
 */
record ChaosRecord(long seq, String id, String status, int attempts, boolean whole) {
  private static final Pattern RECORD =
      Pattern.compile(
          "\\{\"seq\":(\\d+),.*?\"id\":\"([^\"]+)\",.*?\"status\":\"(\\w+)\",\"attempts\":(\\d+)(,.*)?\\}");

  private static final String OUTPUT = "\"stdout\":\"";

  /** Returns the record in the line, or null if it holds none. */
  static ChaosRecord of(String line) {
    Matcher record = RECORD.matcher(line);
    if (!record.matches()) {
      return null;
    }
    return new ChaosRecord(
        Long.parseLong(record.group(1)),
        record.group(2),
        record.group(3),
        Integer.parseInt(record.group(4)),
        !record.group(2).startsWith("large-")
            || !record.group(3).equals("succeeded")
            || outputBytes(line) == bytes(record.group(2)));
  }

  /** Returns the bytes of output that such a task makes. */
  private static long bytes(String id) {
    return Long.parseLong(id.substring(id.lastIndexOf('-') + 1));
  }

  /** Returns the length of the output; a line break in it is written as two characters. */
  private static long outputBytes(String line) {
    int start = line.indexOf(OUTPUT) + OUTPUT.length();
    int end = line.indexOf('"', start);
    int bytes = end - start;
    for (int i = line.indexOf('\\', start); i >= 0 && i < end; i = line.indexOf('\\', i + 1)) {
      bytes--;
    }
    return bytes;
  }

  /** Returns false for tasks that run again when the run is resumed. */
  boolean hasEnded() {
    return !status.equals("skipped") && !status.equals("cancelled");
  }
}
