package dev.reeve.shared.server;

import static dev.reeve.protocol.SharedKind.COUNTER;
import static dev.reeve.protocol.SharedOperation.ADD;
import static dev.reeve.protocol.SharedOperation.DIRECT;
import static dev.reeve.protocol.SharedOperation.DISCARD;
import static dev.reeve.protocol.SharedOperation.GET;
import static dev.reeve.protocol.SharedOperation.REPLACE;
import static dev.reeve.protocol.SharedOperation.SET;
import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.json.Json;
import dev.reeve.protocol.SharedCall;
import dev.reeve.protocol.SharedRefusal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Counters whose memory processes use without asking the rig. */
class DirectCountersTest {
  private final ServerRig rig = new ServerRig();
  private final ServerRig.User ann = rig.user(0);
  private final List<Memory> memories = new ArrayList<>();
  private boolean hasMemory = true;

  /** A number in the heap. */
  private static final class Memory implements CounterMemory {
    final String path;
    final CounterValue.InHeap value;
    boolean ended;

    Memory(String path, long number) {
      this.path = path;
      this.value = new CounterValue.InHeap(number);
    }

    @Override
    public String path() {
      return path;
    }

    @Override
    public long get() {
      return value.get();
    }

    @Override
    public long add(long amount) {
      return value.add(amount);
    }

    @Override
    public long set(long number) {
      return value.set(number);
    }

    @Override
    public boolean replace(long expected, long number) {
      return value.replace(expected, number);
    }

    @Override
    public void end() {
      ended = true;
    }
  }

  DirectCountersTest() {
    rig.server.use(
        new SharedMemory() {
          @Override
          public String folder() {
            return "/folder";
          }

          @Override
          public @Nullable CounterMemory counter(String path, long number) {
            if (!hasMemory) {
              return null;
            }
            memories.add(new Memory(path, number));
            return memories.get(memories.size() - 1);
          }
        });
    ann.open(COUNTER, "n", 40).isDone();
  }

  @Test
  void memory_begins_with_the_number_there_is_and_calls_use_it_too() {
    assertThat(ann.call(COUNTER, "n", ADD, 2).number()).isEqualTo(42);
    ServerRig.Answer place = ann.call(COUNTER, "n", DIRECT);
    Memory memory = memories.get(0);
    assertThat(place.result().value()).isEqualTo(Json.string(memory.path()));
    assertThat(memory.add(8)).isEqualTo(50);
    assertThat(ann.call(COUNTER, "n", GET).number()).isEqualTo(50);
    assertThat(ann.call(COUNTER, "n", SET, 7).number()).isEqualTo(50);
    assertThat(memory.get()).isEqualTo(7);
    SharedCall wrong = SharedCall.of(COUNTER, "n", REPLACE).expecting(50).number(1);
    ann.call(wrong).isNotDone();
    ann.call(wrong.expecting(7)).isDone();
    assertThat(memory.get()).isEqualTo(1);
    assertThat(ann.open(COUNTER, "n", 40).number()).isEqualTo(1);
  }

  @Test
  void all_processes_get_the_same_memory() {
    Json path = ann.call(COUNTER, "n", DIRECT).result().value();
    assertThat(rig.user(1).call(COUNTER, "n", DIRECT).result().value()).isEqualTo(path);
    assertThat(memories).hasSize(1);
  }

  @Test
  void without_memory_all_goes_on_as_before() {
    hasMemory = false;
    ann.call(COUNTER, "n", DIRECT).isNotDone();
    assertThat(ann.call(COUNTER, "n", ADD, 1).number()).isEqualTo(41);
  }

  @Test
  void a_discarded_counter_is_used_by_nobody_and_another_of_its_name_is_another() {
    ann.call(COUNTER, "n", DIRECT).result();
    ann.call(COUNTER, "n", DISCARD).isDone();
    assertThat(memories.get(0).ended).isTrue();
    ann.open(COUNTER, "n", 1).isDone();
    ann.call(COUNTER, "n", DIRECT).result();
    assertThat(memories.get(1).path()).isNotEqualTo(memories.get(0).path());
    assertThat(memories.get(1).get()).isEqualTo(1);
  }

  @Test
  void at_the_end_nobody_counts_without_asking() {
    ann.call(COUNTER, "n", DIRECT).result();
    rig.server.finish("the end");
    assertThat(memories.get(0).ended).isTrue();
    ann.call(COUNTER, "n", GET).isRefused(SharedRefusal.FINISHED);
  }
}
