package dev.reeve.shared.server;

import java.util.Collection;

/** A shared object that threads hold, so that others wait until it is released. */
interface Holdable {

  /** Returns true if only the holders can release it; false if any thread can. */
  boolean isReleasedByHoldersOnly();

  /** Returns true if holders usually release it; false if it is used as a signal. */
  boolean isUsuallyReleased();

  /** Returns the threads that hold it or a part of it. */
  Collection<ClientThread> holders();
}
