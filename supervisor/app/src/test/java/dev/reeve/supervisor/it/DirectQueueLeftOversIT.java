package dev.reeve.supervisor.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.reeve.shared.SharedQueue;
import dev.reeve.supervisor.Supervisor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Memory of queues that were discarded. */
class DirectQueueLeftOversIT {
  private static final int QUEUES = 100;
  private static final int USES = 100;

  @Test
  void a_program_that_makes_queue_after_queue_does_not_keep_the_memory_of_those_it_discards()
      throws Exception {
    try (Supervisor supervisor = Supervisor.builder().workers(1).start()) {
      for (int i = 0; i < QUEUES; i++) {
        SharedQueue<Integer> queue = supervisor.shared().queue("q" + i, 100_000, Integer.class);
        for (int j = 0; j < USES; j++) {
          queue.put(j);
          queue.take();
        }
        queue.discard();
      }
      await()
          .untilAsserted(
              () -> {
                System.gc();
                assertThat(mapped()).isLessThan(QUEUES / 2);
              });
    }
  }

  private static long mapped() throws IOException {
    try (var maps = Files.lines(Path.of("/proc/self/maps"))) {
      return maps.filter(line -> line.contains("/queue-")).count();
    }
  }
}
