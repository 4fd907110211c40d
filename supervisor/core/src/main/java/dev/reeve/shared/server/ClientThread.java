package dev.reeve.shared.server;

/**
 * A thread that uses shared objects. Locks and permits belong to threads.
 *
 * @param client the thread's process
 * @param thread the thread's number in its process
 */
record ClientThread(ClientProcess client, long thread) {
  @Override
  public String toString() {
    return "thread " + thread + " of " + client;
  }
}
