package dev.reeve.supervisor.model;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The end of a try at a task.
 *
 * @param attempt that has ended
 * @param status the way in which it ended
 * @param nanos run time in nanoseconds, as {@link TaskResult#durationNanos}
 * @param error the error; null if it succeeded
 * @param retryAfter the wait before the next attempt; null if there is none
 */
public record TaskAttemptEnd(
    TaskAttempt attempt,
    TaskStatus status,
    long nanos,
    @Nullable TaskError error,
    @Nullable Duration retryAfter) {}
