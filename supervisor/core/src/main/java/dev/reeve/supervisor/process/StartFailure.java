package dev.reeve.supervisor.process;

/**
 * Why a process could not be started.
 *
 * @param errno the system's error number, −1 if none was told
 * @param message for people
 */
public record StartFailure(int errno, String message) {

  private static final int EAGAIN = 11;
  private static final int ENOMEM = 12;
  private static final int ENFILE = 23;
  private static final int EMFILE = 24;

  /** Whether the system lacks processes, threads, descriptors or memory, which may pass. */
  public boolean systemRefuses() {
    return errno == EAGAIN || errno == ENOMEM || errno == ENFILE || errno == EMFILE;
  }
}
