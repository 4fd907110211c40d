package dev.reeve.shared.server;

/** A counter's number in memory that processes share; any of them may change it at any time. */
public interface CounterMemory extends CounterValue {

  /** Where its file is. */
  String path();

  /** Nobody may use it any more. */
  void end();
}
