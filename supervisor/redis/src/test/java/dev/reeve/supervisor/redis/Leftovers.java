package dev.reeve.supervisor.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.reeve.json.BodyPayload;
import java.io.File;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** A check that a broker has left nothing behind in this process. */
final class Leftovers {
  private Leftovers() {}

  /** Waits until no thread of a broker runs; then there must be no file of a task either. */
  static void assertNone() {
    await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(threads()).isEmpty());
    File[] files = new File("/dev/shm").listFiles((folder, name) -> name.startsWith(own()));
    assertThat(files == null ? new File[0] : files).isEmpty();
  }

  /** Returns the names of threads of brokers and supervisors. */
  static List<String> threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .map(Thread::getName)
        .filter(
            name ->
                Stream.of("reeve-broker", "reeve-lease", "fake-supervisor", "flow-proxy")
                    .anyMatch(name::startsWith))
        .toList();
  }

  private static String own() {
    return BodyPayload.FOLDER_PREFIX + ProcessHandle.current().pid();
  }
}
