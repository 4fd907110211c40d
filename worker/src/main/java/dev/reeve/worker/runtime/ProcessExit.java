package dev.reeve.worker.runtime;

/** Ends this process, in two ways. Outside of tests neither method returns. */
interface ProcessExit {

  /** Ends the process after its shutdown hooks have run. */
  void exit(int code);

  /** Ends the process at once, together with the processes that handlers have started. */
  void halt(int code);
}
