package dev.reeve.supervisor.process;

import org.jspecify.annotations.Nullable;

/**
 * The key of a worker process: its place in the pool, and the number of processes that had the
 * place before.
 *
 * @param slot from 0
 * @param generation from 0
 */
public record WorkerKey(int slot, int generation) {
  /** Written by hand, as is the hash: a record's own methods are generated when first called. */
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof WorkerKey that && slot == that.slot && generation == that.generation;
  }

  @Override
  public int hashCode() {
    return 31 * slot + generation;
  }

  @Override
  public String toString() {
    return "worker " + slot + "." + generation;
  }
}
