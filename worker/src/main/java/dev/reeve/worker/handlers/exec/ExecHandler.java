package dev.reeve.worker.handlers.exec;

import dev.reeve.worker.HandlerName;
import dev.reeve.worker.TaskContext;
import dev.reeve.worker.TaskFailedException;
import dev.reeve.worker.TaskHandler;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The handler {@code exec}, which runs a command. The program receives its arguments unchanged,
 * without a shell.
 *
 * <p>The program is searched on the {@code PATH} that {@code env} sets, otherwise on the worker's
 * own. All processes of the command end with the task, also those that it leaves in the background.
 * A process that moved to a session of its own and lost its parent is logged and not ended.
 */
@HandlerName("exec")
public final class ExecHandler implements TaskHandler<ExecHandler.Request, ExecHandler.Result> {

  /**
   * The command to run.
   *
   * @param command program and arguments; with {@code shell}, a script for {@code /bin/sh -c} and
   *     its arguments {@code $1}, {@code $2}, …
   * @param cwd working directory, relative to the worker's, which is the default
   * @param env variables added to the worker's own environment
   * @param stdin text for standard input, in UTF-8; by default the input is empty
   * @param shell whether {@code /bin/sh} runs the command; by default false
   * @param okExit exit codes that count as success; by default {@code [0]}
   * @param slotMark text in the command that the number of the worker's slot replaces, from 1, so
   *     that commands which run at the same time get different ones; by default none is replaced
   */
  public record Request(
      List<String> command,
      @Nullable String cwd,
      Map<String, String> env,
      @Nullable String stdin,
      Boolean shell,
      List<Integer> okExit,
      @Nullable String slotMark) {

    /** A command in which no text is replaced. */
    public Request(
        List<String> command,
        @Nullable String cwd,
        Map<String, String> env,
        @Nullable String stdin,
        Boolean shell,
        List<Integer> okExit) {
      this(command, cwd, env, stdin, shell, okExit, null);
    }

    public Request {
      shell = shell != null && shell;
      RequestRules.checkCommand(command);
      command = List.copyOf(command);
      RequestRules.checkWorkingDirectory(cwd);
      env = env == null ? Map.of() : env;
      RequestRules.checkEnvironment(env);
      env = Map.copyOf(env);
      RequestRules.checkStandardInput(stdin);
      okExit = okExit == null ? List.of(0) : okExit;
      RequestRules.checkExitCodes(okExit);
      okExit = List.copyOf(okExit);
      RequestRules.checkMark(slotMark);
    }

    /** Returns the program and arguments for the operating system. */
    List<String> arguments() {
      List<String> words = slotMark == null ? command : WorkerSlot.replace(slotMark, command);
      if (!shell) {
        return words;
      }
      List<String> arguments = new ArrayList<>(List.of("/bin/sh", "-c", words.get(0)));
      if (words.size() > 1) {
        arguments.add("sh"); // $0, the name in the shell's own messages
        arguments.addAll(words.subList(1, words.size()));
      }
      return arguments;
    }

    /** Returns the program without its folder, for messages. */
    String programName() {
      String program = arguments().get(0);
      return program.substring(program.lastIndexOf('/') + 1);
    }
  }

  /**
   * The exit code and output of a command.
   *
   * @param stdout first 1 MiB of standard output, decoded as UTF-8
   * @param stderr first 1 MiB of standard error, decoded as UTF-8
   * @param truncated whether part of an output is missing
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
