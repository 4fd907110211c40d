package dev.reeve.supervisor.serve.page;

import dev.reeve.supervisor.model.TaskStatus;

/**
 * One attempt at a task, as a bar in the lane of its worker.
 *
 * @param number of the bar, from 1, in the order of their ends
 * @param slot the worker's place; −1 if no worker had it
 * @param startMillis since the start of the run
 * @param millis length of the bar
 * @param attempt number of the attempt, from 1; 0 if there was none
 */
record TaskBar(
    long number,
    int slot,
    double startMillis,
    double millis,
    TaskStatus status,
    int attempt,
    Subject task) {

  /** The task of a bar. */
  record Subject(long seq, String id, String handler) {}

  double endMillis() {
    return startMillis + millis;
  }

  boolean isGood() {
    return status == TaskStatus.SUCCEEDED;
  }
}
