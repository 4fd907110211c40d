package dev.reeve.shared.server;

/**
 * A process that uses shared objects: a worker or the embedding program.
 *
 * @param slot the worker's slot; −1 for the embedding program
 * @param generation the worker's generation in its slot
 */
public record ClientProcess(int slot, int generation) {

  /** The embedding program. */
  public static final ClientProcess PROGRAM = new ClientProcess(-1, 0);

  @Override
  public String toString() {
    return slot < 0 ? "the embedding program" : "worker " + slot + '.' + generation;
  }
}
