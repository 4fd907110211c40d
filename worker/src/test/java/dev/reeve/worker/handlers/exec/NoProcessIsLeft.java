package dev.reeve.worker.handlers.exec;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Fails a test after which this JVM still has a child or a child's child. */
final class NoProcessIsLeft implements AfterEachCallback {
  @Override
  public void afterEach(ExtensionContext context) {
    Awaitility.await("no process is left after " + context.getDisplayName())
        .atMost(Duration.ofSeconds(10))
        .until(() -> ProcessHandle.current().descendants().findAny().isEmpty());
  }
}
