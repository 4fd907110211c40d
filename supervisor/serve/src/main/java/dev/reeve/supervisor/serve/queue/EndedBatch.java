package dev.reeve.supervisor.serve.queue;

import java.util.ArrayList;
import java.util.List;

/** Records that came together. One thread. */
final class EndedBatch {
  private final List<EndedRecord> inMemory;
  private final List<EndedRecord> durable = new ArrayList<>();

  /**
   * @param expected number of records
   */
  EndedBatch(int expected) {
    inMemory = new ArrayList<>(expected);
  }

  void add(EndedRecord record) {
    (record.task().durable() ? durable : inMemory).add(record);
  }

  /** Returns the records of tasks that are in memory only. */
  List<EndedRecord> inMemory() {
    return inMemory;
  }

  /** Returns the records of tasks that are in the folder. */
  List<EndedRecord> durable() {
    return durable;
  }
}
