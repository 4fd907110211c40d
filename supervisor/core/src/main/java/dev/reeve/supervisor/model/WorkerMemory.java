package dev.reeve.supervisor.model;

/**
 * Resident memory of one worker process over its life, in bytes; −1 where the system or the worker
 * did not tell.
 *
 * @param firstBytes when it had become ready
 * @param lastBytes when it was last heard of
 * @param peakBytes the most at any time
 * @param growing whether, at the end, it had only ever grown since it had warmed up: the sign of a
 *     leak
 */
public record WorkerMemory(long firstBytes, long lastBytes, long peakBytes, boolean growing) {}
