package dev.reeve.supervisor.results;

import dev.reeve.supervisor.model.TaskStatus;

/**
 * The parts of a result record that a journal keeps.
 *
 * @param task fingerprint of the task
 * @param content key of the task's content if its id is a number; else {@link ContentKey#NONE}
 * @param status how the task ended
 */
record JournalRecord(Fingerprint task, long content, TaskStatus status) {}
