package dev.reeve.supervisor.results;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.reeve.supervisor.model.Task;

/**
 * The hash of a task's content, by which, with its id, a resumed run recognises it: XXH64 of the
 * payload's bytes, with XXH64 of the handler's name (seed 0) as the seed. Limits, retries, priority
 * and tags are left out, because they do not change the meaning of a result. The order of members
 * in a payload matters.
 */
public final class TaskHash {
  /** Value for an invalid entry; never the hash of a task. */
  public static final long NONE = 0;

  private TaskHash() {}

  /** Returns the hash of a task. */
  public static long of(Task task) {
    long handler = XxHash64.hash(task.handler().getBytes(UTF_8), 0);
    long hash = XxHash64.hash(task.payload().utf8(), handler);
    return hash == NONE ? 1 : hash;
  }
}
