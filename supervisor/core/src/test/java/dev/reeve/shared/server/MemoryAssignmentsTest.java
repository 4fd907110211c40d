package dev.reeve.shared.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Places in shared memory. */
class MemoryAssignmentsTest {

  @Test
  void a_place_where_memory_could_not_be_made_is_not_tried_again() {
    List<String> tried = new ArrayList<>();
    MemoryAssignments memories = new MemoryAssignments();
    memories.use(
        new SharedMemory() {
          @Override
          public String folder() {
            return "/folder";
          }

          @Override
          public @Nullable QueueMemory queue(String path, long capacity) {
            tried.add(path);
            return null; // its file may be there, only not mapped, and of another length
          }
        });
    assertThat(memories.createQueue(7)).isNull();
    assertThat(memories.createQueue(7_000)).isNull();
    assertThat(tried).doesNotHaveDuplicates();
  }
}
