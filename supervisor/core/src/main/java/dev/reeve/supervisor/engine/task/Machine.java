package dev.reeve.supervisor.engine.task;

/** The source of what the engine knows of the machine, which tests replace. Must not block. */
public interface Machine {

  /** Returns the load average over the last minute; NaN if it is unknown. */
  double load();

  /** Returns the bytes of memory that programs could still use; −1 if that is unknown. */
  long freeMemory();

  /** A machine of which nothing is known. */
  Machine UNKNOWN =
      new Machine() {
        @Override
        public double load() {
          return Double.NaN;
        }

        @Override
        public long freeMemory() {
          return -1;
        }
      };
}
