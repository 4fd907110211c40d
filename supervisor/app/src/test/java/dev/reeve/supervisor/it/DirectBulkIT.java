package dev.reeve.supervisor.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.shared.SharedQueue;
import dev.reeve.supervisor.Supervisor;
import org.junit.jupiter.api.Test;

/** Many items at once, of a queue that is used without asking. */
class DirectBulkIT {

  @Test
  void all_that_one_message_can_hold_comes_at_once_wherever_it_is() throws Exception {
    try (Supervisor supervisor = Supervisor.builder().workers(1).start()) {
      SharedQueue<Integer> queue = supervisor.shared().queue("items", 100_000, Integer.class);
      for (int i = 0; i < 20_000; i++) {
        queue.put(i);
      }
      assertThat(queue.pollAll(Integer.MAX_VALUE)).hasSize(20_000);
    }
  }
}
