package dev.reeve.supervisor.cli;

import dev.reeve.supervisor.job.Job;
import dev.reeve.supervisor.job.JobFormat;
import dev.reeve.supervisor.job.JobSettings;
import dev.reeve.supervisor.job.Jobs;
import dev.reeve.supervisor.job.TaskDefaults;
import dev.reeve.supervisor.job.WorkerCount;
import dev.reeve.supervisor.serve.queue.TaskQueue;
import dev.reeve.supervisor.serve.schedule.Scheduler;
import dev.reeve.text.Counts;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.function.IntConsumer;

/** The document that a server is given, which it can read again. */
final class ServeJob {
  private final OptionValues values;
  private final TaskDefaults defaults;
  private JobSettings settings = JobSettings.NONE;

  ServeJob(OptionValues values, TaskDefaults defaults) {
    this.values = values;
    this.defaults = defaults;
  }

  /**
   * Returns the submitter of the document's schedules, which is not started.
   *
   * @throws CommandAbortedException if a schedule has an invalid time
   */
  Scheduler scheduler(Job job, TaskQueue queue, Consumer<String> messages)
      throws CommandAbortedException {
    Scheduler scheduler = new Scheduler(queue, messages);
    try {
      scheduler.follow(job.schedules());
      return scheduler;
    } catch (IllegalArgumentException e) {
      throw new CommandAbortedException(
          ExitCodes.INVALID_JOB, values.get(ServeOptions.JOB) + ": " + e.getMessage());
    }
  }

  /** Reads the document; without one, returns a job that says nothing. */
  synchronized Job read() throws CommandAbortedException {
    String file = values.get(ServeOptions.JOB);
    if (file == null) {
      return Jobs.stream(
          InputStream.nullInputStream(), "nothing", Path.of("").toAbsolutePath(), defaults);
    }
    OptionValues wanted = new OptionValues();
    wanted.add(OptionTable.JOB, file);
    wanted.add(OptionTable.FORMAT, JobFormat.JSON);
    Job job = new JobArgument(wanted).open(InputStream.nullInputStream(), defaults);
    requireNoTasks(job, file);
    settings = job.settings();
    return job;
  }

  /** A server that left out what stands in its document would seem to have done it. */
  private static void requireNoTasks(Job job, String file) throws CommandAbortedException {
    try {
      if (job.next() != null) {
        throw new CommandAbortedException(
            ExitCodes.INVALID_JOB,
            file
                + ": tasks: a server takes its tasks by HTTP and runs none of its document; use a"
                + " document with \"tasks\": [], and submit these tasks, run them by reeve run, or"
                + " put those that come again under schedules");
      }
    } catch (IOException e) {
      throw new CommandAbortedException(ExitCodes.UNREADABLE_JOB, String.valueOf(e.getMessage()));
    }
  }

  /** Returns whether there is a document. */
  boolean isGiven() {
    return values.get(ServeOptions.JOB) != null;
  }

  /**
   * Reads the document again, which must be given.
   *
   * @param resize changes the number of workers
   * @param messages are told what was done
   */
  synchronized void reload(IntConsumer resize, Scheduler scheduler, Consumer<String> messages) {
    JobSettings before = settings;
    try (Job job = read()) {
      scheduler.follow(job.schedules());
      messages.accept("HUP: read " + values.get(ServeOptions.JOB) + " again");
    } catch (CommandAbortedException | IOException | IllegalArgumentException e) {
      settings = before;
      messages.accept("HUP: schedules and workers stay as they are: " + e.getMessage());
      return;
    }
    WorkerCount count = settings.workers();
    if (values.get(OptionTable.WORKERS) == null
        && count != null
        && !count.equals(before.workers())) {
      int workers = count.on(Runtime.getRuntime().availableProcessors());
      resize.accept(workers);
      messages.accept("HUP: now " + Counts.of(workers, "worker"));
    }
    if (!settings.worker().equals(before.worker())) {
      messages.accept("HUP: other settings of workers count from the next start on");
    }
  }
}
