package dev.reeve.supervisor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class PendingSignalsTest {
  private final PendingSignals signals = new PendingSignals();
  private final List<StopSignal> received = new ArrayList<>();

  @Test
  void signals_that_come_before_the_run_reach_it_once_and_in_order() {
    signals.add(StopSignal.INT);
    signals.add(StopSignal.TERM);
    signals.deliverTo(received::add);
    assertThat(received).containsExactly(StopSignal.INT, StopSignal.TERM);
    signals.add(StopSignal.HUP);
    assertThat(received).containsExactly(StopSignal.INT, StopSignal.TERM, StopSignal.HUP);
  }
}
