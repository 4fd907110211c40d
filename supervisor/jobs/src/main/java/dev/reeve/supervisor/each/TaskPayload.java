package dev.reeve.supervisor.each;

import dev.reeve.json.Json;
import java.util.List;

/** The work of all tasks, with placeholders for their arguments. */
interface TaskPayload {

  /** Returns the name of the handler. */
  String handler();

  /**
   * Returns the payload of one task.
   *
   * @param number of the task, from 1
   */
  Json of(List<String> row, long number);

  /** Returns the highest number of an argument that it names; 0 if it names none. */
  int highestIndex();

  /** Returns the bytes that each argument takes in a command besides its own. */
  default int argumentBytes() {
    return 0;
  }
}
