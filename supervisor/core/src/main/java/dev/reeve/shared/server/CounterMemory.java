package dev.reeve.shared.server;

/** A counter's number in shared memory. Other processes may change it at any time. */
public interface CounterMemory extends CounterValue {

  /** Returns the path of the file. */
  String path();

  /** Ends the use of the memory by all processes. */
  void end();
}
