package dev.reeve.supervisor.run;

import dev.reeve.json.Json;
import dev.reeve.supervisor.job.Job;
import dev.reeve.supervisor.job.JobEntry;
import dev.reeve.supervisor.job.JobSettings;
import dev.reeve.supervisor.model.Task;
import dev.reeve.supervisor.model.TaskError;
import dev.reeve.supervisor.model.TaskResult;
import dev.reeve.supervisor.model.TaskStatus;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;

/** A job whose entries a test feeds one by one; reading waits for them. */
public final class FakeJob implements Job {
  private interface Item {
    @Nullable JobEntry get() throws IOException;
  }

  private final BlockingQueue<Item> items = new LinkedBlockingQueue<>();
  private final long total;
  private long seq;

  FakeJob(long total) {
    this.total = total;
  }

  public static FakeJob stream() {
    return new FakeJob(-1);
  }

  public FakeJob task() {
    seq++;
    return add(Task.of(seq, "t" + seq, "echo", Json.NULL));
  }

  FakeJob add(Task task) {
    JobEntry entry = new JobEntry.Ready(task);
    items.add(() -> entry);
    return this;
  }

  public FakeJob rejected(String message) {
    return rejected("t" + (seq + 1), message);
  }

  FakeJob rejected(String id, String message) {
    seq++;
    JobEntry entry =
        new JobEntry.Rejected(
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
  public @Nullable JobEntry next() throws IOException {
    try {
      return items.take().get();
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }

  @Override
  public void close() {}
}
