package dev.reeve.supervisor.process;

import java.time.Duration;

/**
 * The longest times that a worker process may take.
 *
 * @param outputAfterExit from its exit to the end of its output
 * @param exitAfterClosing from closing standard input or output to its exit
 * @param write for reading one message when the pipe is full
 */
record ProcessTimeouts(Duration outputAfterExit, Duration exitAfterClosing, Duration write) {
  static final ProcessTimeouts DEFAULT =
      new ProcessTimeouts(Duration.ofSeconds(2), Duration.ofSeconds(2), Duration.ofSeconds(30));
}
