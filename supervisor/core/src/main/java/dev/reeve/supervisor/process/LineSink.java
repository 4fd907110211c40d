package dev.reeve.supervisor.process;

/** A receiver of whole lines. */
interface LineSink {

  /**
   * Takes a line without its newline. The array is not kept.
   *
   * @param truncated whether the line was longer and the rest was discarded
   */
  void line(byte[] bytes, int length, boolean truncated);

  /** Makes all lines visible to readers of the log. */
  void flush();
}
