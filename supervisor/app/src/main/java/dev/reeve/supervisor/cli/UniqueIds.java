package dev.reeve.supervisor.cli;

import dev.reeve.supervisor.job.SourceEntry;
import dev.reeve.supervisor.job.TaskSource;
import dev.reeve.supervisor.model.Task;
import dev.reeve.supervisor.results.TaskHash;
import dev.reeve.text.Fnv1a;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A source whose tasks have ids that no other submission has: at a broker a line number, which
 * tasks without an id have, would stand for the tasks of many files.
 */
final class UniqueIds implements TaskSource {
  private final TaskSource source;
  private final String prefix;
  private final boolean again;

  /**
   * @param results file for the records, by which the same command finds its tasks again; null if
   *     each submission is a new one
   */
  UniqueIds(TaskSource source, @Nullable Path results) {
    this.source = source;
    this.again = results != null;
    this.prefix =
        results == null
            ? UUID.randomUUID().toString()
            : hex(Fnv1a.hash(results.toAbsolutePath().normalize().toString()));
  }

  private static String hex(long number) {
    return String.format(Locale.ROOT, "%016x", number);
  }

  @Override
  public @Nullable SourceEntry next() throws IOException, InterruptedException {
    SourceEntry entry = source.next();
    return entry instanceof SourceEntry.Ready ready && ready.numbered()
        ? new SourceEntry.Ready(renamed(ready.task()))
        : entry;
  }

  private Task renamed(Task task) {
    String id = prefix + "-" + task.id();
    return new Task(
        task.seq(),
        again ? id + "-" + hex(TaskHash.of(task)) : id,
        task.handler(),
        task.payload(),
        task.policy(),
        task.priority(),
        task.tags());
  }

  @Override
  public boolean stopReading(Thread reader) {
    return source.stopReading(reader);
  }
}
