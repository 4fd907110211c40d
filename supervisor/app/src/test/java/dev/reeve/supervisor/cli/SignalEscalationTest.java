package dev.reeve.supervisor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class SignalEscalationTest {
  private final SignalEscalation ladder = new SignalEscalation();

  @Test
  void first_drain_then_stop_now_then_halt_whatever_the_signals_are() {
    assertThat(ladder.first()).isNull();
    assertThat(ladder.next(StopSignal.INT)).isEqualTo(SignalEscalation.Step.DRAIN);
    assertThat(ladder.next(StopSignal.TERM)).isEqualTo(SignalEscalation.Step.STOP_NOW);
    assertThat(ladder.next(StopSignal.HUP)).isEqualTo(SignalEscalation.Step.HALT);
    assertThat(ladder.next(StopSignal.HUP)).isEqualTo(SignalEscalation.Step.HALT);
    assertThat(ladder.first()).isEqualTo(StopSignal.INT);
  }
}
