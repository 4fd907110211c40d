package dev.reeve.supervisor.results;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.reeve.supervisor.model.Task;

/**
 * A hash of what a task does, by which a resumed run knows it again together with its id: XXH64 of
 * the payload's bytes, with XXH64 of the handler's name (seed 0) as the seed. Limits, retries,
 * priority and tags do not count, for they do not change what a result means. The order of members
 * in a payload does count.
 */
public final class TaskHash {
  /** Of what is no task; never the hash of a task. */
  public static final long NONE = 0;

  private TaskHash() {}

  /** The hash of this task. */
  public static long of(Task task) {
    long handler = XxHash64.hash(task.handler().getBytes(UTF_8), 0);
    long hash = XxHash64.hash(task.payload().utf8(), handler);
    return hash == NONE ? 1 : hash;
  }
}
