package dev.reeve.protocol;

/**
 * The result of {@code shutdown}: the worker has finished and sent all other messages.
 *
 * @param tasks number of {@code task/run} requests that the worker has answered
 * @param memory of the worker
 */
public record ShutdownResult(long tasks, MemoryUse memory) {}
