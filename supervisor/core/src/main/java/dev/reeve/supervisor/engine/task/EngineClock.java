package dev.reeve.supervisor.engine.task;

import java.time.Instant;

/** The source of the engine's time, which tests replace by one that they set. */
public interface EngineClock {

  /** Returns monotonic time in nanoseconds, for every decision. */
  long nanos();

  /** Returns the time of the wall clock, for records only. */
  Instant wall();

  /** The clocks of the operating system. */
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
