package dev.reeve.supervisor.results;

import dev.reeve.supervisor.model.TaskStatus;

/**
 * What a journal needs of a result record.
 *
 * @param task which task it is of
 * @param status how that ended
 */
record JournalRecord(Fingerprint task, TaskStatus status) {}
