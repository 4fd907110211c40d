package dev.reeve.worker.handlers.exec;

import dev.reeve.worker.HandlerName;
import dev.reeve.worker.TaskContext;
import dev.reeve.worker.TaskFailedException;
import dev.reeve.worker.TaskHandler;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Runs a command: an argument array, given to the program as it is, without a shell.
 *
 * <p>The program is looked for on the worker's own {@code PATH}, whatever {@code env} says. All
 * processes of the command end with the task; those that are left in the background when it exits
 * too. What a process started in a session of its own and then left is not ended but logged.
 */
@HandlerName("exec")
public final class ExecHandler implements TaskHandler<ExecHandler.Request, ExecHandler.Result> {

  /**
   * What to run, and how.
   *
   * @param command program and arguments; with {@code shell} exactly one text for {@code /bin/sh
   *     -c}
   * @param cwd working directory; a relative one counts from the worker's, which is the default
   * @param env added to the worker's own environment
   * @param stdin text for the standard input, in UTF-8; without it, the input is at its end
   * @param shell whether a shell reads the command; false unless it is given
   * @param okExit exit codes that count as success; {@code [0]} unless it is given
   */
  public record Request(
      List<String> command,
      @Nullable String cwd,
      Map<String, String> env,
      @Nullable String stdin,
      Boolean shell,
      List<Integer> okExit) {

    public Request {
      shell = shell != null && shell;
      RequestRules.checkCommand(command, shell);
      command = List.copyOf(command);
      RequestRules.checkWorkingDirectory(cwd);
      env = env == null ? Map.of() : env;
      RequestRules.checkEnvironment(env);
      env = Map.copyOf(env);
      okExit = okExit == null ? List.of(0) : okExit;
      RequestRules.checkExitCodes(okExit);
      okExit = List.copyOf(okExit);
    }

    /** What the operating system is given. */
    List<String> arguments() {
      return shell ? List.of("/bin/sh", "-c", command.get(0)) : command;
    }

    /** The program as messages call it: without its folder. */
    String programName() {
      String program = arguments().get(0);
      return program.substring(program.lastIndexOf('/') + 1);
    }
  }

  /**
   * How the command ended, and what it printed.
   *
   * @param stdout the head of what it printed, decoded as UTF-8
   * @param stderr the same for standard error
   * @param truncated whether anything of either is missing
   */
  public record Result(int exitCode, String stdout, String stderr, boolean truncated) {}

  @Override
  public Result handle(Request request, TaskContext context)
      throws TaskFailedException, InterruptedException {
    if (context.isCancelled()) {
      throw new InterruptedException("cancelled before the command was started");
    }
    return new CommandRun(request, context).run();
  }
}
