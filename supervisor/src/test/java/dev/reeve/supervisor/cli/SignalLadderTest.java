package dev.reeve.supervisor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class SignalLadderTest {
  private final SignalLadder ladder = new SignalLadder();

  @Test
  void first_drain_then_stop_now_then_halt_whatever_the_signals_are() {
    assertThat(ladder.first()).isNull();
    assertThat(ladder.next(StopSignal.INT)).isEqualTo(SignalLadder.Step.DRAIN);
    assertThat(ladder.next(StopSignal.TERM)).isEqualTo(SignalLadder.Step.STOP_NOW);
    assertThat(ladder.next(StopSignal.HUP)).isEqualTo(SignalLadder.Step.HALT);
    assertThat(ladder.next(StopSignal.HUP)).isEqualTo(SignalLadder.Step.HALT);
    assertThat(ladder.first()).isEqualTo(StopSignal.INT);
  }
}
