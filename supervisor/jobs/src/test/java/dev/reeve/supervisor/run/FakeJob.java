package dev.reeve.supervisor.run;

import dev.reeve.json.Json;
import dev.reeve.supervisor.job.Job;
import dev.reeve.supervisor.job.JobError;
import dev.reeve.supervisor.job.JobSettings;
import dev.reeve.supervisor.job.SourceEntry;
import dev.reeve.supervisor.model.Task;
import dev.reeve.supervisor.model.TaskError;
import dev.reeve.supervisor.model.TaskResult;
import dev.reeve.supervisor.model.TaskStatus;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;

/** A job whose entries a test feeds one by one; reading waits for them. */
public final class FakeJob implements Job {
  private interface Item {
    @Nullable SourceEntry get() throws IOException;
  }

  private final BlockingQueue<Item> items = new LinkedBlockingQueue<>();
  private final List<JobError> warnings = new ArrayList<>();
  private final long total;
  private long seq;

  FakeJob(long total) {
    this.total = total;
  }

  public static FakeJob stream() {
    return new FakeJob(-1);
  }

  public static FakeJob document(long total) {
    return new FakeJob(total);
  }

  public FakeJob warning(String text) {
    int colon = text.indexOf(": ");
    warnings.add(new JobError(text.substring(0, colon), 0, 0, null, text.substring(colon + 2)));
    return this;
  }

  @Override
  public List<JobError> warnings() {
    return warnings;
  }

  public FakeJob task() {
    seq++;
    return add(Task.of(seq, "t" + seq, "echo", Json.NULL));
  }

  FakeJob add(Task task) {
    return add(new SourceEntry.Ready(task));
  }

  private FakeJob add(SourceEntry entry) {
    items.add(() -> entry);
    return this;
  }

  /** A task without an id of its own. */
  FakeJob numbered(String template, Json payload) {
    seq++;
    String id = template.isEmpty() ? Long.toString(seq) : template + "[" + seq + "]";
    return add(new SourceEntry.Ready(Task.of(seq, id, "echo", payload), true));
  }

  public FakeJob rejected(String message) {
    return rejected("t" + (seq + 1), message);
  }

  FakeJob rejected(String id, String message) {
    seq++;
    SourceEntry entry =
        new SourceEntry.Rejected(
            TaskResult.notStarted(
                seq, id, "", TaskStatus.FAILED, TaskError.of("InvalidTask", message)));
    items.add(() -> entry);
    return this;
  }

  public FakeJob end() {
    items.add(() -> null);
    return this;
  }

  public FakeJob breaksOff(String message) {
    items.add(
        () -> {
          throw new IOException(message);
        });
    return this;
  }

  FakeJob fails(Error error) {
    items.add(
        () -> {
          throw error;
        });
    return this;
  }

  @Override
  public JobSettings settings() {
    return JobSettings.NONE;
  }

  @Override
  public long totalTasks() {
    return total;
  }

  @Override
  public Path folder() {
    return Path.of("").toAbsolutePath();
  }

  @Override
  public @Nullable SourceEntry next() throws IOException {
    try {
      return items.take().get();
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }

  @Override
  public void close() {}
}
