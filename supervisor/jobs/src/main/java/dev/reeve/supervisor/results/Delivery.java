package dev.reeve.supervisor.results;

import dev.reeve.supervisor.model.Task;
import dev.reeve.supervisor.model.TaskResult;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A result on its way to the outputs. */
public interface Delivery {

  /**
   * Returns the result to be written. May be called again.
   *
   * @throws IOException if it was moved to a file that cannot be read
   */
  TaskResult result() throws IOException;

  /** Returns the {@link TaskHash} of its task; {@link TaskHash#NONE} for an invalid entry. */
  long taskHash();

  /** Returns the task if an output needs it; null otherwise, and for an invalid entry. */
  default @Nullable Task task() {
    return null;
  }

  /** Returns its place in the order of the input: 1, 2, 3, … without gaps. */
  long place();

  /**
   * Called on the writer's thread when no output needs the result any more, because it has been
   * written or given up.
   */
  void settled();
}
