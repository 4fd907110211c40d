package dev.reeve.supervisor.process;

/** Where whole lines go. */
interface LineSink {

  /**
   * A line without its newline; the array is not kept.
   *
   * @param cut whether the line went on, and the rest was thrown away
   */
  void line(byte[] bytes, int length, boolean cut);

  /** What was given so far shall be seen by others. */
  void flush();
}
