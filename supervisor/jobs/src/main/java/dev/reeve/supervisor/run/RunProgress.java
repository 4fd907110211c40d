package dev.reeve.supervisor.run;

import dev.reeve.supervisor.model.PoolSnapshot;

/**
 * The state of a run at a moment.
 *
 * @param pool what the workers are doing, and how many tasks have ended
 * @param tasks of the whole run as far as is known: without those that an earlier run has done, of
 *     which more may be found; −1 if unknown
 */
public record RunProgress(PoolSnapshot pool, long tasks) {}
