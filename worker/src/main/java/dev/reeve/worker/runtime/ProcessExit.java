package dev.reeve.worker.runtime;

/** The two ways to end this process. Outside tests neither method returns. */
interface ProcessExit {

  /** Ends in an orderly way: shutdown hooks run. */
  void exit(int code);

  /** Ends at once, together with the processes that handlers have left behind. */
  void halt(int code);
}
