package dev.reeve.shared.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.protocol.SharedKind;
import org.junit.jupiter.api.Test;

class DirectAccessCacheTest {
  private static final int MOST = 1_000;

  private final DirectAccessCache cache =
      new DirectAccessCache(new SharedCalls(new FakeSharedPort()));

  @Test
  void all_proxies_of_one_queue_have_the_same() {
    DirectQueueAccess first = queue("q");
    assertThat(queue("q")).isSameAs(first);
    assertThat(queue("r")).isNotSameAs(first);
    assertThat(cache.queue(SharedKind.STACK, "q")).isNotSameAs(first);
  }

  @Test
  void those_used_last_are_kept() {
    DirectQueueAccess used = queue("used");
    DirectQueueAccess forgotten = queue("forgotten");
    for (int i = 0; i < MOST - 1; i++) {
      queue("q" + i);
      assertThat(queue("used")).isSameAs(used);
    }
    assertThat(queue("forgotten")).isNotSameAs(forgotten);
  }

  private DirectQueueAccess queue(String name) {
    return cache.queue(SharedKind.QUEUE, name);
  }
}
