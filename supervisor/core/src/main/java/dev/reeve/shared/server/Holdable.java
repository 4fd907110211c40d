package dev.reeve.shared.server;

import java.util.Collection;

/** What can be held, so that others wait until those who hold it let go. */
interface Holdable {

  /** Whether nobody but its holders can end a wait for it. */
  boolean isEndedByHoldersOnly();

  /** Whether those who hold it give it back as a rule, and it is no signal that they have got. */
  boolean isGivenBack();

  /** Those who hold it, or a part of it, now. */
  Collection<ClientThread> holders();
}
