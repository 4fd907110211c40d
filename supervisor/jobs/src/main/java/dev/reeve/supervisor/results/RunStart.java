package dev.reeve.supervisor.results;

import org.jspecify.annotations.Nullable;

/**
 * Facts that are known when a run starts.
 *
 * @param job name of the job; null if it has none
 * @param pid process that runs it
 * @param tasks number of tasks; −1 if it is not known
 */
public record RunStart(@Nullable String job, long pid, long tasks) {}
