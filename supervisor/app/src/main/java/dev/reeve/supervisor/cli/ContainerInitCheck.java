package dev.reeve.supervisor.cli;

/**
 * The first process of a container inherits every orphan in it and must take note of their ends,
 * which a JVM does not do: what commands leave behind stays as zombies until the container ends.
 */
final class ContainerInitCheck {
  private static final long FIRST = 1;

  static final String WARNING =
      "running as process 1, where nobody reaps what commands leave behind: start the container"
          + " with an init, as with docker run --init, or with tini";

  private ContainerInitCheck() {}

  /** Whether this pid is that of the first process. */
  static boolean is(long pid) {
    return pid == FIRST;
  }
}
