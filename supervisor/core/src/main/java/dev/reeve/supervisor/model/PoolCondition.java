package dev.reeve.supervisor.model;

/**
 * How a pool is set at a moment.
 *
 * @param size number of workers that it may have, beside those that stand in for waiting ones
 * @param paused whether no tasks start until it is resumed
 * @param retrying queued tasks that wait out the delay before their next attempt
 * @param waitReason why no waiting task starts
 */
public record PoolCondition(int size, boolean paused, long retrying, WaitReason waitReason) {}
