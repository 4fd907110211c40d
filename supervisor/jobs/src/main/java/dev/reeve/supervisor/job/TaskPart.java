package dev.reeve.supervisor.job;

import dev.reeve.supervisor.model.Task;
import java.io.Closeable;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The tasks of one part of a source, from the first one on. One thread. */
public interface TaskPart extends Closeable {

  /**
   * Returns the next task, in which placeholders for values of needed tasks stay.
   *
   * @return null after the last one
   * @throws IOException if it cannot be read; the message is for people
   */
  SourceEntry.@Nullable Ready next() throws IOException;

  /** Returns the number of the task that {@link #next} returned last within its part, from 1. */
  long ordinal();

  /**
   * Returns the task that {@link #next} returned last, with the values of needed tasks.
   *
   * @throws MissingValueException if there is no such value
   */
  Task complete(HandedOn values);
}
