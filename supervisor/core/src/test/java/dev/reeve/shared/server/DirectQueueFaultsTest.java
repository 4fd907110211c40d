package dev.reeve.shared.server;

import static dev.reeve.protocol.SharedKind.QUEUE;
import static dev.reeve.protocol.SharedOperation.CLEAR;
import static dev.reeve.protocol.SharedOperation.DIRECT;
import static dev.reeve.protocol.SharedOperation.SIZE;
import static dev.reeve.protocol.SharedOperation.TAKE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.json.Json;
import dev.reeve.protocol.SharedCall;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A queue in memory whose lock somebody keeps, or in which somebody has left what is no item. */
class DirectQueueFaultsTest {
  private static final int MEMORY_ITEMS = 3;

  private final ServerRig rig = new ServerRig();
  private final ServerRig.User ann = rig.user(0);
  private final ServerRig.User bob = rig.user(1);
  private final Memory memory = new Memory();

  @BeforeEach
  void open() {
    rig.server.use(new QueueMemories(any -> memory));
    ann.open(QUEUE, "q", 9).isDone();
    ann.call(QUEUE, "q", DIRECT).isDone();
  }

  @Test
  void the_way_to_memory_is_told_although_its_lock_is_held() {
    memory.isHeld = true;
    bob.call(SharedCall.of(QUEUE, "q", DIRECT)).isDone();
  }

  @Test
  void a_put_that_was_answered_is_not_answered_again_when_the_next_finds_damage() {
    ServerRig.Answer take = bob.call(QUEUE, "q", TAKE);
    memory.isDamaged = true;
    ann.put(QUEUE, "q", 7).isDone();
    assertThat(take.isThere()).isTrue();
  }

  @Test
  void what_is_no_item_can_be_cleared() {
    ann.put(QUEUE, "q", 7).isDone();
    memory.isDamaged = true;
    ann.call(QUEUE, "q", CLEAR).isDone();
    memory.isDamaged = false;
    assertThat(ann.call(QUEUE, "q", SIZE).number()).isZero();
  }

  @Test
  void once_memory_is_empty_it_is_filled_from_behind() {
    for (int i = 0; i < 2 * MEMORY_ITEMS + 1; i++) {
      ann.put(QUEUE, "q", i).isDone();
    }
    memory.items.clear(); // processes took them without asking
    assertThat(bob.call(QUEUE, "q", TAKE).value()).isEqualTo(MEMORY_ITEMS);
    assertThat(memory.items).hasSize(MEMORY_ITEMS);
    assertThat(memory.putting).as("nothing is behind any more").isTrue();
  }

  /** Memory that one can look into. */
  private static final class Memory implements QueueMemory {
    final ArrayDeque<Json> items = new ArrayDeque<>();
    boolean isHeld;
    boolean isDamaged;
    boolean putting;
    private long put;

    @Override
    public String path() {
      return "/nowhere/queue-0";
    }

    @Override
    public int seats() {
      return 2;
    }

    @Override
    public boolean tryLock() {
      return !isHeld;
    }

    @Override
    public void unlock() {}

    @Override
    public void admit(boolean mayPut, boolean mayTake) {
      putting = mayPut;
    }

    @Override
    public boolean append(Json item) {
      if (items.size() == MEMORY_ITEMS) {
        return false;
      }
      items.add(item);
      put++;
      return true;
    }

    @Override
    public @Nullable Json first() {
      if (isDamaged) {
        throw new IllegalStateException("damaged");
      }
      return items.peekFirst();
    }

    @Override
    public void removeFirst() {
      items.removeFirst();
    }

    @Override
    public int size() {
      return items.size();
    }

    @Override
    public long put() {
      return put;
    }

    @Override
    public long takenFrom(int seat) {
      return 0;
    }

    @Override
    public long abandon(int seat) {
      return 0;
    }

    @Override
    public void end() {}
  }
}
