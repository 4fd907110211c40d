package dev.reeve.supervisor.job;

import org.jspecify.annotations.Nullable;

/**
 * One error in a job.
 *
 * @param file as the user named it
 * @param line from 1; 0 if the error concerns the whole file
 * @param column from 1, in characters; 0 if unknown
 * @param place in the document, such as {@code tasks[3].timeout}; null if unknown
 * @param message what is wrong, and what to do
 */
public record JobError(String file, int line, int column, @Nullable String place, String message) {

  /** Returns an error that concerns the whole file. */
  static JobError ofFile(String file, String message) {
    return new JobError(file, 0, 0, null, message);
  }

  /** Returns an error that concerns a whole line. */
  static JobError ofLine(String file, long line, String message) {
    return new JobError(file, (int) Math.min(line, Integer.MAX_VALUE), 0, null, message);
  }

  /** Returns {@code file:line:column: place: message}, without the parts that are unknown. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(file);
    if (line > 0) {
      text.append(':').append(line);
      if (column > 0) {
        text.append(':').append(column);
      }
    }
    text.append(": ");
    if (place != null) {
      text.append(place).append(": ");
    }
    return text.append(message).toString();
  }
}
