package dev.reeve.supervisor.results;

import dev.reeve.json.JsonWriter;

/**
 * What is kept of a recorded task, so that ten million fit into memory. Both numbers are XXH64 of
 * its id in the form in which a record has it, without the quotation marks.
 *
 * @param id hash that tells ids apart
 * @param task second hash, which depends on the id and on the task's {@link TaskHash}
 */
record Fingerprint(long id, long task) {

  static Fingerprint ofTask(byte[] bytes, int from, int length, long taskHash) {
    return new Fingerprint(
        XxHash64.hash(bytes, from, length, 0), XxHash64.hash(bytes, from, length, taskHash));
  }

  static Fingerprint ofTask(String id, long taskHash) {
    JsonWriter text = new JsonWriter(id.length() + 16).string(id);
    return ofTask(text.view().array(), 1, text.length() - 2, taskHash);
  }

  /**
   * Of a line of a stream that is no task. Its id may be that of a task, which is often what is
   * wrong with it; the seed, another than that of tasks, keeps them apart.
   */
  static Fingerprint ofInvalidLine(String id, long seq) {
    JsonWriter text = new JsonWriter(id.length() + 16).string(id);
    byte[] bytes = text.view().array();
    return new Fingerprint(
        XxHash64.hash(bytes, 1, text.length() - 2, ~seq),
        XxHash64.hash(bytes, 1, text.length() - 2, seq));
  }
}
