package dev.reeve.supervisor.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The spread of ids over servers. */
class ServerChoiceTest {
  private static final int IDS = 10_000;

  private static String best(List<String> servers, String id) {
    String best = servers.get(0);
    for (String each : servers) {
      if (ServerChoice.weight(each, id) > ServerChoice.weight(best, id)) {
        best = each;
      }
    }
    return best;
  }

  @Test
  void similarIdsAreSpreadEvenly() {
    List<String> servers = List.of("redis://10.0.0.1", "redis://10.0.0.2", "redis://10.0.0.3");
    Map<String, Integer> counts = new HashMap<>();
    for (int i = 0; i < IDS; i++) {
      counts.merge(best(servers, "task-" + i), 1, Integer::sum);
    }
    assertThat(counts).hasSize(3);
    assertThat(counts.values()).allMatch(count -> Math.abs(count - IDS / 3) < IDS / 20);
  }

  @Test
  void furtherServerGetsItsShareAndNothingElseMoves() {
    List<String> two = List.of("redis://10.0.0.1", "redis://10.0.0.2");
    List<String> three = List.of("redis://10.0.0.1", "redis://10.0.0.2", "redis://10.0.0.3");
    int moved = 0;
    for (int i = 0; i < IDS; i++) {
      String before = best(two, "" + i);
      String after = best(three, "" + i);
      if (!before.equals(after)) {
        moved++;
        assertThat(after).isEqualTo("redis://10.0.0.3");
      }
    }
    assertThat(moved).isBetween(IDS / 4, IDS / 2 - IDS / 10);
  }

  @Test
  void weightIsTheSameInAllVersions() {
    assertThat(ServerChoice.weight("redis://10.0.0.1", "one"))
        .isEqualTo(ServerChoice.weight("redis://10.0.0.1", "one"))
        .isNotEqualTo(ServerChoice.weight("redis://10.0.0.1", "two"));
  }
}
