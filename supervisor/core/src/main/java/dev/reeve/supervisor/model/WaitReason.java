package dev.reeve.supervisor.model;

/** Why no waiting task starts at the moment. */
public enum WaitReason {
  /** A task is about to start. */
  NONE("none"),

  /** No task waits. */
  NO_TASK("no-task"),

  /** The pool is paused. */
  PAUSED("paused"),

  /** The pool stops. */
  STOPPING("stopping"),

  /** All workers are busy. */
  BUSY("busy"),

  /** No worker is ready yet. */
  START("start"),

  /** Workers have died, and the next ones are not started yet. */
  RESTART("restart"),

  /** All tasks that are left wait out the delay before their next attempt. */
  RETRY("retry"),

  /** All tasks that are left need resources that running ones use. */
  RESOURCES("resources"),

  /** The machine's load is too high, or its free memory too low. */
  MACHINE("machine"),

  /** Finished results have to be written first, because they take too much memory. */
  RESULTS("results");

  private final String word;

  WaitReason(String word) {
    this.word = word;
  }

  /** Returns the word for it in JSON. */
  public String word() {
    return word;
  }
}
