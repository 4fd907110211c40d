package dev.reeve.supervisor.serve.queue;

import dev.reeve.json.Json;
import java.io.IOException;

/** A value in memory or in a file of the queue's folder. */
interface StoredJson {

  /**
   * Returns the value.
   *
   * @throws IOException if its file cannot be read, or was deleted because the task was forgotten
   */
  Json read() throws IOException;

  /** Returns the bytes that it takes in memory. */
  long heldBytes();

  /** A value in memory. */
  record Held(Json json) implements StoredJson {
    @Override
    public Json read() {
      return json;
    }

    @Override
    public long heldBytes() {
      return json.length();
    }
  }
}
