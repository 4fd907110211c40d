package dev.reeve.supervisor.results;

import dev.reeve.supervisor.model.TaskStatus;

/**
 * Collects the records of numbered tasks that no task was recognised by. A record replaces earlier
 * ones of the same content that are no successes, since such a task was tried again, perhaps under
 * another number. It replaces a success only if it has the same id, or if it tells that the task
 * was to run again and did not.
 */
final class MovedRecordsReader {
  private final LastRecords records;
  private final LastRecords byIdAndContent = new LastRecords();
  private final RecordsByContent result = new RecordsByContent();

  /**
   * @param records knows which of them a task was recognised by
   */
  MovedRecordsReader(LastRecords records) {
    this.records = records;
  }

  /** Adds the next record of the file. */
  void add(JournalRecord record) {
    long content = record.content();
    if (content == ContentKey.NONE) {
      return;
    }
    TaskStatus unused = result.takeFailure(content);
    if (!records.isTaken(record.task())) {
      addOpen(record);
    }
  }

  private void addOpen(JournalRecord record) {
    long content = record.content();
    boolean isEnded = LastRecord.isEnded(record.status());
    if (hadSucceeded(record) || !isEnded) {
      boolean unused = result.takeSuccess(content);
    }
    if (isEnded) {
      result.add(content, record.status());
    }
  }

  /** Returns true if the last record with the same id and content was a success. */
  private boolean hadSucceeded(JournalRecord record) {
    Fingerprint idAndContent = new Fingerprint(record.task().task(), record.content());
    LastRecord last = byIdAndContent.get(idAndContent);
    byIdAndContent.put(idAndContent, record.status());
    return last != null && last.status() == TaskStatus.SUCCEEDED;
  }

  RecordsByContent result() {
    return result;
  }
}
