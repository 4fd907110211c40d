package dev.reeve.supervisor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class StopLadderTest {
  private final StopLadder ladder = new StopLadder();

  @Test
  void first_drain_then_stop_now_then_halt_whatever_the_signals_are() {
    assertThat(ladder.first()).isNull();
    assertThat(ladder.next(StopSignal.INT)).isEqualTo(StopLadder.Step.DRAIN);
    assertThat(ladder.next(StopSignal.TERM)).isEqualTo(StopLadder.Step.STOP_NOW);
    assertThat(ladder.next(StopSignal.HUP)).isEqualTo(StopLadder.Step.HALT);
    assertThat(ladder.next(StopSignal.HUP)).isEqualTo(StopLadder.Step.HALT);
    assertThat(ladder.first()).isEqualTo(StopSignal.INT);
  }
}
