package dev.reeve.supervisor.serve.page;

import org.jspecify.annotations.Nullable;

/**
 * A task that a worker is busy with.
 *
 * @param slot the worker's place
 * @param attempt number of the attempt, from 1
 * @param millis since its start
 * @param fraction of its work that is done; −1 if the handler has not said
 * @param message of the handler; null for none
 */
public record RunningTask(
    String id,
    String handler,
    int slot,
    int attempt,
    double millis,
    double fraction,
    @Nullable String message) {}
