package dev.reeve.supervisor.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.reeve.json.Json;
import dev.reeve.json.JsonWriter;
import dev.reeve.supervisor.cli.terminal.Streams;
import dev.reeve.supervisor.job.Job;
import dev.reeve.supervisor.job.JobError;
import dev.reeve.supervisor.job.PayloadCheck;
import dev.reeve.supervisor.job.SourceEntry;
import dev.reeve.supervisor.job.TaskPart;
import dev.reeve.supervisor.job.TaskParts;
import dev.reeve.supervisor.job.TaskSource;
import dev.reeve.supervisor.model.Task;
import dev.reeve.supervisor.model.TaskError;
import dev.reeve.supervisor.model.TaskResult;
import dev.reeve.supervisor.results.CommandText;
import dev.reeve.supervisor.results.TaskLineWriter;
import dev.reeve.text.Counts;
import dev.reeve.text.Printable;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A pass through a job that reports its errors and starts nothing. */
final class JobCheck {
  private static final int BUFFER_BYTES = 64 << 10;

  private final Job job;
  private final Streams streams;
  private final OutputStream out;
  private final JsonWriter lines = new JsonWriter();
  private long tasks;
  private long errors;

  JobCheck(Job job, Streams streams) {
    this.job = job;
    this.streams = streams;
    this.out = streams.out();
  }

  private interface TaskStep {
    void take(Task task) throws IOException;
  }

  /** Reports whether the job is valid; returns the exit code. */
  int validate() throws IOException, CommandAbortedException {
    job.warnings().forEach(warning -> streams.say("warning: " + warning));
    PayloadCheck payloads = new BuiltInPayloads();
    if (job.totalTasks() == TaskSource.UNKNOWN) {
      readAll(task -> check(task, payloads));
    } else {
      checkDocument(payloads);
      tasks = job.totalTasks(); // a document was checked as a whole, however many tasks it makes
    }
    if (errors == 0) {
      out.write(("OK: " + Counts.of(tasks, "task") + "\n").getBytes(UTF_8));
    }
    return exitCode();
  }

  private void checkDocument(PayloadCheck payloads) throws CommandAbortedException {
    try {
      for (JobError error : job.checkPayloads(payloads)) {
        errors++;
        streams.say(error.toString());
      }
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  private void check(Task task, PayloadCheck payloads) {
    String problem =
        payloads.problem(
            task.handler(), task.payload(), "task " + Printable.escaped(task.id()) + ": payload");
    if (problem != null) {
      errors++;
      streams.say(problem);
    }
  }

  /** Prints the tasks as a run would get them; returns the exit code. */
  int printTasks() throws IOException, CommandAbortedException {
    TaskParts parts = job.parts();
    if (parts == null) {
      readAll(task -> print(task, List.of()));
    } else {
      printParts(parts);
    }
    flush();
    return exitCode();
  }

  /** Prints the tasks as command lines for a shell; returns the exit code. */
  int printCommands() throws IOException, CommandAbortedException {
    readAll(
        task -> {
          lines.bytes((CommandText.of(task).text() + "\n").getBytes(UTF_8));
          flushIfLong();
        });
    flush();
    return exitCode();
  }

  private void printParts(TaskParts parts) throws IOException, CommandAbortedException {
    for (int i = 0; i < parts.count(); i++) {
      List<Json> needs = new ArrayList<>();
      parts.needs(i).forEach(need -> needs.add(need.toJson()));
      if (parts.tasks(i) == 0) {
        continue;
      }
      try (TaskPart part = openPart(parts, i)) {
        for (SourceEntry.Ready entry = next(part); entry != null; entry = next(part)) {
          print(entry.task(), needs);
        }
      }
    }
  }

  private static TaskPart openPart(TaskParts parts, int number) throws CommandAbortedException {
    try {
      return parts.open(number);
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  private static SourceEntry.@Nullable Ready next(TaskPart part) throws CommandAbortedException {
    try {
      return part.next();
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  private void print(Task task, List<Json> needs) throws IOException {
    TaskLineWriter.write(task, needs, lines);
    flushIfLong();
  }

  private void flushIfLong() throws IOException {
    if (lines.length() >= BUFFER_BYTES) {
      flush();
    }
  }

  private void flush() throws IOException {
    lines.writeTo(out);
    lines.clear();
  }

  private int exitCode() {
    if (errors > 0) {
      streams.say(Counts.of(errors, "error") + "; nothing was started");
    }
    return errors == 0 ? ExitCodes.OK : ExitCodes.INVALID_JOB;
  }

  private void readAll(TaskStep step) throws IOException, CommandAbortedException {
    for (SourceEntry entry = next(); entry != null; entry = next()) {
      if (entry instanceof SourceEntry.Ready ready) {
        tasks++;
        step.take(ready.task());
      } else if (entry instanceof SourceEntry.Rejected rejected) {
        errors++;
        streams.say(describe(rejected.result()));
      }
    }
  }

  private @Nullable SourceEntry next() throws CommandAbortedException {
    try {
      return job.next();
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  private static CommandAbortedException unreadable(IOException e) {
    return new CommandAbortedException(ExitCodes.UNREADABLE_JOB, String.valueOf(e.getMessage()));
  }

  private static String describe(TaskResult rejected) {
    TaskError error = rejected.error();
    String text = error == null ? null : error.message();
    return text == null ? "task " + Printable.escaped(rejected.id()) + " is invalid" : text;
  }
}
