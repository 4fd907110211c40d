package dev.reeve.supervisor.model;

/**
 * A line of a worker's log.
 *
 * @param slot the worker's place in the pool, from 0
 * @param generation number of processes that had that place before, from 0
 * @param text the line without its line break; at most 8 KiB of it
 */
public record WorkerLine(int slot, int generation, Source source, String text) {

  /** Origins of lines. */
  public enum Source {
    /** Standard error, to which {@code System.out} goes too. */
    STDERR("stderr"),
    /** Standard output that is not a message. */
    STDOUT("stdout"),
    /** The logger of a task. The line begins with its level. */
    LOG("log"),
    /** The threads of a worker that hangs. */
    DIAGNOSIS("diagnosis");

    private final String word;

    Source(String word) {
      this.word = word;
    }

    /** Returns the name in log files. */
    public String word() {
      return word;
    }
  }
}
