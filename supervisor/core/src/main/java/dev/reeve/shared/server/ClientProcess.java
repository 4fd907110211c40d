package dev.reeve.shared.server;

/**
 * A process that may use shared objects: a worker, or the embedding program.
 *
 * @param slot of the worker; −1 for the embedding program
 * @param generation of the worker in its slot
 */
public record ClientProcess(int slot, int generation) {

  /** The program that the supervisor is embedded in. */
  public static final ClientProcess PROGRAM = new ClientProcess(-1, 0);

  @Override
  public String toString() {
    return slot < 0 ? "the embedding program" : "worker " + slot + '.' + generation;
  }
}
