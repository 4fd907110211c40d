package dev.reeve.supervisor.process;

import org.jspecify.annotations.Nullable;

/**
 * Which process: a place in the pool and how many processes had it before.
 *
 * @param slot from 0
 * @param generation from 0
 */
public record WorkerKey(int slot, int generation) {
  /** By hand, as is the hash: a record's own are made at run time, which a short run feels. */
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
