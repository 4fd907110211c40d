package dev.reeve.supervisor.results;

import dev.reeve.supervisor.model.TaskStatus;

/**
 * The parts of a result record that a journal keeps.
 *
 * @param task fingerprint of the task
 * @param status how the task ended
 */
record JournalRecord(Fingerprint task, TaskStatus status) {}
