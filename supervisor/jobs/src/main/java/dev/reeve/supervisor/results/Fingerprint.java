package dev.reeve.supervisor.results;

import dev.reeve.json.JsonWriter;

/**
 * The hashes by which a recorded task is recognised, so that ten million fit into memory. Both are
 * XXH64 of the id as it is written in a record, without the quotation marks.
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
   * Returns the fingerprint of an invalid line of a stream. Often the line is invalid because its
   * id is that of another task; the different seed keeps the two apart.
   */
  static Fingerprint ofInvalidLine(String id, long seq) {
    JsonWriter text = new JsonWriter(id.length() + 16).string(id);
    byte[] bytes = text.view().array();
    return new Fingerprint(
        XxHash64.hash(bytes, 1, text.length() - 2, ~seq),
        XxHash64.hash(bytes, 1, text.length() - 2, seq));
  }
}
