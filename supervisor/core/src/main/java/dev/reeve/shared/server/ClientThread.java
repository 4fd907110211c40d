package dev.reeve.shared.server;

/**
 * A thread that uses shared objects: what holds a lock.
 *
 * @param member the process it runs in
 * @param thread its number there
 */
record ClientThread(ClientProcess member, long thread) {
  @Override
  public String toString() {
    return "thread " + thread + " of " + member;
  }
}
