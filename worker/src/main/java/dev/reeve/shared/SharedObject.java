package dev.reeve.shared;

/** An object that all workers share; each kind has an interface of its own. */
public interface SharedObject {

  /** Returns the object's name, unique among the shared objects of a supervisor. */
  String name();

  /**
   * Removes the object for all and frees its name. Calls that wait for it throw {@link
   * SharedObjectException}. A lock takes its conditions along. Mapped memory stays usable in
   * processes that have it.
   */
  void discard();
}
