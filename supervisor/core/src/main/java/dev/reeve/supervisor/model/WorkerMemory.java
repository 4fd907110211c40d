package dev.reeve.supervisor.model;

/**
 * Resident memory of one worker process over its life, in bytes; −1 if unknown.
 *
 * @param firstBytes size when the worker became ready
 * @param lastBytes size at its last report
 * @param peakBytes largest size
 * @param growing whether the size only grew after the worker had warmed up, which suggests a leak
 */
public record WorkerMemory(long firstBytes, long lastBytes, long peakBytes, boolean growing) {}
