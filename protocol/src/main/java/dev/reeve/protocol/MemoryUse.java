package dev.reeve.protocol;

/**
 * The memory of a worker, in bytes; −1 if the system does not tell.
 *
 * @param heapUsed of the Java heap
 * @param heapMax limit of the Java heap
 * @param resident of the process now
 * @param peakResident the most that the process had so far
 */
public record MemoryUse(long heapUsed, long heapMax, long resident, long peakResident) {}
