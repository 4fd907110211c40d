package dev.reeve.protocol;

/**
 * Memory of a worker, in bytes; −1 where the system does not tell.
 *
 * @param heapUsed of the Java heap
 * @param heapMax limit of the Java heap
 * @param resident of the process now
 * @param peakResident of the process, the most so far
 */
public record MemoryUse(long heapUsed, long heapMax, long resident, long peakResident) {}
