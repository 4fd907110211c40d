package dev.reeve.supervisor.process;

/**
 * Which process: a place in the pool and how many processes had it before.
 *
 * @param slot from 0
 * @param generation from 0
 */
public record WorkerKey(int slot, int generation) {
  @Override
  public String toString() {
    return "worker " + slot + "." + generation;
  }
}
