package dev.reeve.supervisor.cli;

import static java.util.Objects.requireNonNull;

import dev.reeve.supervisor.job.InvalidJobException;
import dev.reeve.supervisor.job.Job;
import dev.reeve.supervisor.job.JobError;
import dev.reeve.supervisor.job.JobFormat;
import dev.reeve.supervisor.job.Jobs;
import dev.reeve.supervisor.job.TaskDefaults;
import dev.reeve.text.Counts;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The argument {@code JOB} of a command. */
final class JobArgument {
  /** The argument that stands for a stream on standard input. */
  static final String STANDARD_INPUT = "-";

  private final OptionValues values;

  JobArgument(OptionValues values) {
    this.values = values;
  }

  /** Opens the job; the exception's message tells all errors of the job. */
  Job open(InputStream standardInput, TaskDefaults defaults) throws CommandAbortedException {
    String job = requireNonNull(values.get(OptionTable.JOB));
    JobFormat format = values.get(OptionTable.FORMAT);
    try {
      Job opened =
          job.equals(STANDARD_INPUT)
              ? open(standardInput, format, defaults)
              : Jobs.open(Path.of(job), format, defaults);
      if (values.has(JobOptions.STRICT) && !opened.warnings().isEmpty()) {
        throw new InvalidJobException(opened.warnings());
      }
      return opened;
    } catch (InvalidJobException e) {
      throw new CommandAbortedException(ExitCodes.INVALID_JOB, describe(e.errors()));
    } catch (InvalidPathException e) {
      throw new CommandAbortedException(
          ExitCodes.UNREADABLE_JOB,
          "the locale cannot express the job's name; set LC_ALL=C.UTF-8 if the name is UTF-8");
    } catch (IOException e) {
      throw new CommandAbortedException(ExitCodes.UNREADABLE_JOB, String.valueOf(e.getMessage()));
    }
  }

  private static Job open(InputStream in, @Nullable JobFormat format, TaskDefaults defaults)
      throws InvalidJobException, IOException {
    Path folder = Path.of("").toAbsolutePath();
    return format == JobFormat.JSON
        ? Jobs.document(in, "standard input", folder, defaults)
        : Jobs.stream(in, "standard input", folder, defaults);
  }

  private static String describe(List<JobError> errors) {
    List<String> lines = new ArrayList<>();
    errors.forEach(error -> lines.add(error.toString()));
    lines.add(Counts.of(errors.size(), "error") + "; nothing was started");
    return String.join("\n", lines);
  }
}
