package dev.reeve.supervisor.process;

import dev.reeve.os.StartError;
import java.util.Map;

/**
 * The reason why a worker process could not be started.
 *
 * @param errno the operating system's error number; −1 if it is not reported
 * @param message text for people, with a remedy if there is one
 */
public record StartFailure(int errno, String message) {

  private static final Map<Integer, String> REMEDIES =
      Map.of(
          StartError.ENOENT, "check the path of java",
          StartError.EACCES, "check the permissions",
          StartError.E2BIG, "shorten the class path",
          StartError.EAGAIN, "use fewer workers or raise ulimit -u",
          StartError.ENOMEM, "use fewer workers",
          StartError.ENFILE, "close other programs",
          StartError.EMFILE, "use fewer workers or raise ulimit -n");

  /** Describes an error of the operating system. */
  static StartFailure of(String program, StartError error) {
    return new StartFailure(error.errno(), "cannot start " + program + ": " + reason(error));
  }

  private static String reason(StartError error) {
    String meaning = error.meaning();
    if (meaning == null) {
      return error.detail();
    }
    String remedy = REMEDIES.get(error.errno());
    return meaning + (remedy == null ? "" : "; " + remedy) + " (" + error.detail() + ")";
  }

  /** Returns whether the system lacks processes, threads, descriptors or memory: it may pass. */
  public boolean systemRefuses() {
    return StartError.isRefusal(errno);
  }
}
