package dev.reeve.supervisor.process;

import dev.reeve.os.SystemTools;
import dev.reeve.supervisor.model.SupervisorLog;
import dev.reeve.supervisor.model.SupervisorLog.Level;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Sends signals that the JDK cannot send: to a process group, and others than TERM and KILL. Blocks
 * for the few milliseconds that the system's {@code kill} takes.
 */
final class SignalSender {
  private static final int LIMIT_SECONDS = 2;

  private final SupervisorLog log;
  private final @Nullable Path kill;

  SignalSender(SupervisorLog log) {
    this(log, SystemTools.find("kill"));
  }

  /**
   * @param kill the program; null if this system has none
   */
  SignalSender(SupervisorLog log, @Nullable Path kill) {
    this.log = log;
    this.kill = kill;
  }

  /** Sends it to a group; returns whether the group has a process that received it. */
  boolean toGroup(String signal, long group) {
    return send(signal, "-" + group);
  }

  /** Sends it to a process; returns whether the process exists. */
  boolean toProcess(String signal, long pid) {
    return send(signal, Long.toString(pid));
  }

  private boolean send(String signal, String target) {
    try {
      Process sender =
          new ProcessBuilder(command(signal, target))
              .redirectOutput(Redirect.DISCARD)
              .redirectError(Redirect.DISCARD)
              .start();
      sender.getOutputStream().close();
      if (!sender.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
        sender.toHandle().destroyForcibly();
        return false;
      }
      return sender.exitValue() == 0;
    } catch (IOException | OutOfMemoryError e) {
      log.log(Level.WARNING, "cannot run kill -s " + signal + " -- " + target + ": " + e);
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** On small systems kill is built into the shell and not a program. */
  private List<String> command(String signal, String target) {
    return kill == null
        ? List.of("/bin/sh", "-c", "kill -s \"$1\" -- \"$2\"", "kill", signal, target)
        : List.of(kill.toString(), "-s", signal, "--", target);
  }
}
