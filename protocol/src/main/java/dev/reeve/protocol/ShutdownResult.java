package dev.reeve.protocol;

/**
 * What a worker answers to {@code shutdown}: it has finished and nothing is left to send.
 *
 * @param tasks requests to run a task that it answered in its life
 */
public record ShutdownResult(long tasks, MemoryUse memory) {}
