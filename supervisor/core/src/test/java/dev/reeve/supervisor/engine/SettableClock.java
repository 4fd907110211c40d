package dev.reeve.supervisor.engine;

import dev.reeve.supervisor.engine.task.EngineClock;
import java.time.Duration;
import java.time.Instant;

/** A clock that stands still until it is told to go on. */
final class SettableClock implements EngineClock {
  // starts near the overflow, so that comparing times by size instead of difference fails here
  private long nanos = Long.MAX_VALUE - Duration.ofSeconds(7).toNanos();
  private Instant wall = Instant.parse("2026-11-20T10:00:00Z");

  void advance(Duration time) {
    nanos += time.toNanos();
    wall = wall.plus(time);
  }

  @Override
  public long nanos() {
    return nanos;
  }

  @Override
  public Instant wall() {
    return wall;
  }
}
