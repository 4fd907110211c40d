package dev.reeve.testing;

import static java.util.stream.Collectors.joining;

import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Fails a test that leaves a process behind: a descendant of this JVM, a zombie, or one that left
 * the family but carries the mark of this run of tests in its environment. What is left gets a
 * generous time to end by itself; then it is listed, killed, and the test has failed. JUnit finds
 * this extension by itself wherever this test jar is on the class path.
 */
public final class NoProcessLeft
    implements BeforeEachCallback, AfterEachCallback, AfterAllCallback {

  private static final Duration LIMIT = Duration.ofSeconds(20);

  /** A process from before the test (static initialisers, an earlier class) is not its fault. */
  @Override
  public void beforeEach(ExtensionContext context) {
    require("before " + context.getDisplayName());
  }

  @Override
  public void afterEach(ExtensionContext context) {
    require("after " + context.getDisplayName());
  }

  @Override
  public void afterAll(ExtensionContext context) {
    require("after all of " + context.getDisplayName());
  }

  private static void require(String when) {
    if (TestProcesses.left().isEmpty()) {
      return;
    }
    try {
      Awaitility.await()
          .atMost(LIMIT)
          .pollInterval(Duration.ofMillis(20))
          .until(() -> TestProcesses.left().isEmpty());
    } catch (ConditionTimeoutException late) {
      fail(when, TestProcesses.left(), late);
    }
  }

  private static void fail(String when, List<TestProcesses.Left> left, Throwable cause) {
    if (left.isEmpty()) {
      return;
    }
    left.forEach(TestProcesses.Left::kill);
    throw new AssertionError(
        left.stream()
            .map(TestProcesses.Left::toString)
            .collect(joining("\n  ", "processes are left " + when + " (killed now):\n  ", "")),
        cause);
  }
}
