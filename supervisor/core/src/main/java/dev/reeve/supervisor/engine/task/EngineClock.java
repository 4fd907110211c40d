package dev.reeve.supervisor.engine.task;

import java.time.Instant;

/** Where the engine's time comes from, so that tests can set it. */
public interface EngineClock {

  /** Monotonic time, for every decision. */
  long nanos();

  /** Wall clock, for records only. */
  Instant wall();

  /** The system's clocks. */
  EngineClock SYSTEM =
      new EngineClock() {
        @Override
        public long nanos() {
          return System.nanoTime();
        }

        @Override
        public Instant wall() {
          return Instant.now();
        }
      };
}
