package dev.reeve.supervisor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.supervisor.model.WorkerOptions;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The options of the workers that commands start. */
class PoolStarterTest {
  @Test
  void hiddenVariableIsEmptyUnlessTheJobGivesIt() {
    WorkerOptions none = PoolStarter.hiding(WorkerOptions.DEFAULT, "SECRET");
    assertThat(none.env()).isEqualTo(Map.of("SECRET", ""));
    Map<String, String> given = Map.of("SECRET", "wanted", "OTHER", "x");
    assertThat(PoolStarter.hiding(WorkerOptions.DEFAULT.withEnv(given), "SECRET").env())
        .isEqualTo(given);
  }
}
