package dev.reeve.supervisor.redis;

import dev.reeve.json.Json;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A task that killed its workers, or whose supervisors were lost, so often that it is given to no
 * other.
 *
 * @param server address of the server that keeps it
 * @param entry its place there, for {@link Broker#requeue}
 * @param id of the task
 * @param at time of its end
 * @param task as it was submitted
 * @param record null if it has expired
 */
public record DeadTask(
    String server, String entry, String id, Instant at, Json task, @Nullable Json record) {}
