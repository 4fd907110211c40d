package dev.reeve.supervisor.cli;

/**
 * The check for running as the first process of a container. That process inherits every orphan and
 * must reap it, which a JVM does not do: orphans stay as zombies until the container ends.
 */
final class ContainerInitCheck {
  private static final long FIRST = 1;

  static final String WARNING =
      "running as process 1, which must reap the orphans of commands and does not: start the"
          + " container with an init process, by docker run --init or tini";

  private ContainerInitCheck() {}

  /** Returns true if this pid is that of the first process. */
  static boolean is(long pid) {
    return pid == FIRST;
  }
}
