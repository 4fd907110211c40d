package dev.reeve.supervisor.cli;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The name by which people find a run: of its job, of the job's file, or its command. */
final class RunName {
  private static final int MOST_CHARS = 100;

  private RunName() {}

  /**
   * Returns the name.
   *
   * @param jobName null if the job has none
   */
  static String of(OptionValues values, @Nullable String jobName) {
    if (values.has(EachOptions.EACH)) {
      String line = String.join(" ", new EachArguments(values.all(EachOptions.COMMAND)).command());
      return line.length() <= MOST_CHARS ? line : line.substring(0, MOST_CHARS) + "…";
    }
    String job = values.get(OptionTable.JOB);
    if (jobName != null || job == null) {
      return jobName == null ? "" : jobName;
    }
    Path file = Path.of(job).getFileName();
    return file == null ? job : file.toString();
  }
}
