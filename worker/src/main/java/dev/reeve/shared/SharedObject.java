package dev.reeve.shared;

/** What all shared objects have in common. */
public interface SharedObject {

  /** Its name. */
  String name();

  /**
   * Does away with the object, for all: calls that wait for it throw {@link SharedObjectException},
   * and its name is free. A lock takes its conditions along. Shared memory stays usable for those
   * who have it.
   */
  void discard();
}
