package dev.reeve.supervisor.job;

import dev.reeve.supervisor.model.Task;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The selected tasks of a stream. Invalid lines stay, because they name no task. */
final class SelectedStream implements Job {
  private final Job all;
  private final TaskSelection selection;
  private long selected;
  private long passedOver;

  SelectedStream(Job all, TaskSelection selection) {
    this.all = all;
    this.selection = selection;
  }

  @Override
  public JobSettings settings() {
    return all.settings();
  }

  @Override
  public Path folder() {
    return all.folder();
  }

  @Override
  public List<Path> inputs() {
    return all.inputs();
  }

  /** Fails at the end if there were tasks and none was selected. */
  @Override
  public @Nullable SourceEntry next() throws IOException {
    for (SourceEntry entry = all.next(); entry != null; entry = all.next()) {
      if (!(entry instanceof SourceEntry.Ready ready) || selects(ready.task())) {
        selected++;
        return entry;
      }
      passedOver++;
    }
    if (selected == 0 && passedOver > 0) {
      throw new IOException(selection + " matches none of the tasks that were read: " + passedOver);
    }
    return null;
  }

  private boolean selects(Task task) {
    return selection.selects(task.id(), task.tags());
  }

  @Override
  public boolean stopReading(Thread reader) {
    return all.stopReading(reader);
  }

  @Override
  public void close() throws IOException {
    all.close();
  }
}
