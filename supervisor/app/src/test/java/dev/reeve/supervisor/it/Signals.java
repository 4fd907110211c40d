package dev.reeve.supervisor.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.testing.TestProcesses;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.awaitility.Awaitility;

/** Signals to a run, and what must be gone after them. */
final class Signals {

  /** No orphan lives longer than this after the grace period. */
  private static final Duration ORPHANS_LIVE = Duration.ofSeconds(5);

  private static final Duration LOOK_EVERY = Duration.ofMillis(50);

  /** A build in the background may ignore signals, which all that it starts would inherit. */
  private static final String[] HEARING = {"env", "--default-signal=HUP,INT,TERM"};

  private Signals() {}

  /** What starts a program so that it hears signals; nothing where the system has no such thing. */
  static String[] hearing() throws Exception {
    Process trial =
        new ProcessBuilder(HEARING[0], HEARING[1], "true").redirectErrorStream(true).start();
    return trial.waitFor() == 0 ? HEARING.clone() : new String[0];
  }

  static void to(Process process, String... signals) throws Exception {
    for (String signal : signals) {
      kill(signal, Long.toString(process.pid()));
    }
  }

  /** To the process group that the process leads. */
  static void toGroupOf(Process process, String signal) throws Exception {
    kill(signal, "-" + process.pid());
  }

  private static void kill(String signal, String target) throws Exception {
    Process kill = new ProcessBuilder("/bin/kill", "-s", signal, "--", target).inheritIO().start();
    assertThat(kill.waitFor()).isZero();
  }

  /**
   * Waits no longer than orphans may live for the end of all that the test has started. Counts its
   * looks in place of the time: while a machine stalls, orphans can't end either.
   */
  static void requireNothingLeftWithin(Duration grace) {
    long most = ORPHANS_LIVE.plus(grace).dividedBy(LOOK_EVERY);
    AtomicLong looks = new AtomicLong();
    Awaitility.await()
        .atMost(Reeve.LIMIT_SECONDS, TimeUnit.SECONDS)
        .pollInterval(LOOK_EVERY)
        .until(() -> TestProcesses.left().isEmpty() || looks.incrementAndGet() >= most);
    assertThat(TestProcesses.left()).as("processes left after %s looks", looks).isEmpty();
  }
}
