package dev.reeve.supervisor.cli;

import dev.reeve.supervisor.control.ControlAnswer;
import dev.reeve.supervisor.control.ControlRequest;

/** A run or a server that a command looks at or steers. */
interface SteeringTarget {

  /** Returns what messages call it, such as {@code run 4711}. */
  String name();

  /**
   * Sends a request.
   *
   * @throws CommandAbortedException if there is no answer, or the request is refused
   */
  ControlAnswer call(ControlRequest request) throws CommandAbortedException;
}
