package dev.reeve.supervisor.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.reeve.text.Quote;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The name of a queue, and its keys in Redis. All of them begin with {@code reeve:1:{NAME}}, so
 * that one server of a cluster holds them; 1 is the version of their form.
 *
 * @param text 1 to 100 letters, digits, points, hyphens and underscores
 */
record QueueName(String text) {
  private static final Pattern FORM = Pattern.compile("[A-Za-z0-9._-]{1,100}");

  QueueName {
    if (!FORM.matcher(text).matches()) {
      throw new IllegalArgumentException(
          "%s is no name of a queue; it may have 1 to 100 letters, digits, points, hyphens and underscores"
              .formatted(Quote.of(text)));
    }
  }

  /** Returns the key that scripts get, from which they make all others. */
  byte[] key() {
    return ("reeve:1:{" + text + "}").getBytes(UTF_8);
  }

  private String key(String part) {
    return "reeve:1:{" + text + "}:" + part;
  }

  /** Returns the streams of waiting and running tasks, the most urgent first. */
  List<String> tasks() {
    return List.of(key("tasks:high"), key("tasks:normal"), key("tasks:low"));
  }

  /** Returns the hash of a task, for as long as it has not ended or its record is kept. */
  String task(String id) {
    return key("task:" + id);
  }

  /** Returns the stream in which a submitter is told which of its tasks have ended. */
  String records(String submitter) {
    return key("records:" + submitter);
  }

  /** Returns the sorted set of tasks that wait for their time. */
  String delayed() {
    return key("delayed");
  }

  /** Returns the stream of tasks that killed their workers. */
  String dead() {
    return key("dead");
  }

  /** Returns the number of bytes of all tasks that have not ended. */
  String bytes() {
    return key("bytes");
  }

  /** Returns the hash that counts what happened. */
  String counts() {
    return key("counts");
  }
}
