package dev.reeve.supervisor.run;

import dev.reeve.supervisor.job.SourceEntry;
import dev.reeve.supervisor.job.TaskPart;
import dev.reeve.supervisor.job.TaskParts;
import dev.reeve.supervisor.job.TaskSource;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * The tasks of a source with parts, each when what it needs has ended. A part that has waited goes
 * before the rest of the parts that are open, because others may wait for it in turn.
 */
final class OrderedSource implements TaskSource {
  /** Parts that may be open at the same time: each may hold a file. */
  private static final int MOST_OPEN = 16;

  private final long total;
  private final TaskParts parts;
  private final NeedsState state;
  private final Deque<Open> open = new ArrayDeque<>();

  /** A part whose tasks are being handed out. */
  private static final class Open {
    private final int number;
    private final TaskPart tasks;

    Open(int number, TaskPart tasks) {
      this.number = number;
      this.tasks = tasks;
    }
  }

  OrderedSource(long total, TaskParts parts, NeedsState state) {
    this.total = total;
    this.parts = parts;
    this.state = state;
  }

  @Override
  public long totalTasks() {
    return total;
  }

  @Override
  public @Nullable SourceEntry next() throws IOException, InterruptedException {
    while (true) {
      int urgent = open.size() < MOST_OPEN ? state.nextReleased() : NeedsState.NONE;
      if (urgent != NeedsState.NONE) {
        begin(urgent);
      }
      if (open.isEmpty()) {
        int part = state.next();
        if (part == NeedsState.NONE) {
          return null;
        }
        begin(part);
      }
      Open current = open.element();
      SourceEntry entry = current.tasks.next();
      if (entry != null) {
        return entry;
      }
      open.remove().tasks.close();
    }
  }

  private void begin(int part) throws IOException {
    open.push(new Open(part, parts.open(part)));
  }

  /** Returns the number of the part that the last entry belongs to. */
  int part() {
    return open.element().number;
  }

  /** Returns the number of the last entry within its part, from 1. */
  long ordinal() {
    return open.element().tasks.ordinal();
  }

  /** Returns the last entry's part. */
  TaskPart tasks() {
    return open.element().tasks;
  }

  @Override
  public boolean stopReading(Thread reader) {
    state.close();
    return true;
  }
}
