package dev.reeve.supervisor.process;

import java.time.Duration;

/**
 * How long one worker process is waited for.
 *
 * @param outputAfterExit for the end of its output once it has ended
 * @param lifeAfterClosing for its end once it has closed standard input or output
 * @param write for one message to be taken from a full pipe
 */
record ProcessTimeouts(Duration outputAfterExit, Duration lifeAfterClosing, Duration write) {
  static final ProcessTimeouts DEFAULT =
      new ProcessTimeouts(Duration.ofSeconds(2), Duration.ofSeconds(2), Duration.ofSeconds(30));
}
