package dev.reeve.worker.handlers.exec;

import dev.reeve.worker.TaskFailedException;
import dev.reeve.worker.handlers.exec.ExecHandler.Request;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.exec.launcher.CommandLauncher;
import org.jspecify.annotations.Nullable;

/** Starts a command, or says in plain words why it cannot be started. */
final class CommandStart {
  private static final CommandLauncher LAUNCHER = new LeanLauncher();

  private final Request request;

  CommandStart(Request request) {
    this.request = request;
  }

  /**
   * @throws TaskFailedException of type {@code CommandNotStarted}
   */
  Process start(CommandMark mark) throws TaskFailedException {
    Path folder = folder();
    checkEncodable();
    try {
      return LAUNCHER.exec(new ExactCommandLine(request.arguments()), added(mark), folder);
    } catch (IOException e) {
      throw notStarted(why(e, folder), e);
    }
  }

  private Map<String, String> added(CommandMark mark) {
    Map<String, String> variables = new HashMap<>(request.env());
    mark.addTo(variables);
    return variables;
  }

  private @Nullable Path folder() throws TaskFailedException {
    String cwd = request.cwd();
    if (cwd == null) {
      return null;
    }
    try {
      Path folder = Path.of(cwd).toAbsolutePath().normalize();
      if (!Files.isDirectory(folder)) {
        String found = Files.exists(folder) ? "is no folder" : "does not exist";
        throw notStarted("its working directory " + folder + " " + found, null);
      }
      return folder;
    } catch (InvalidPathException e) {
      throw notStarted("its working directory has an impossible name: " + e.getMessage(), e);
    }
  }

  /** The JDK would put question marks in place of what it cannot encode, and say nothing. */
  private void checkEncodable() throws TaskFailedException {
    Charset charset = argumentCharset();
    List<String> arguments = request.arguments();
    for (int i = 0; i < arguments.size(); i++) {
      checkEncodable(charset, "command[" + i + "]", arguments.get(i));
    }
    for (Map.Entry<String, String> variable : request.env().entrySet()) {
      checkEncodable(charset, "env." + variable.getKey(), variable.getKey() + variable.getValue());
    }
  }

  private void checkEncodable(Charset charset, String field, String text)
      throws TaskFailedException {
    if (!charset.newEncoder().canEncode(text)) {
      String reason = " holds characters that the worker's locale cannot express (";
      throw notStarted(field + reason + charset + "); run it with LANG=C.UTF-8", null);
    }
  }

  /** Since JDK 18 the locale's; before, the default one, which was the locale's then. */
  static Charset argumentCharset() {
    String locale = System.getProperty("sun.jnu.encoding");
    boolean separate = Runtime.version().feature() >= 18 && locale != null;
    return separate && Charset.isSupported(locale)
        ? Charset.forName(locale)
        : Charset.defaultCharset();
  }

  private TaskFailedException notStarted(String why, @Nullable Exception cause) {
    String what = "'" + request.arguments().get(0) + "' was not started: ";
    TaskFailedException failure = new TaskFailedException("CommandNotStarted", what + why);
    if (cause != null) {
      failure.initCause(cause);
    }
    return failure;
  }

  private String why(IOException cause, @Nullable Path folder) {
    return StartProblem.of(cause).describe(request.arguments().get(0), where(folder));
  }

  private static Path where(@Nullable Path folder) {
    return folder == null ? Path.of("").toAbsolutePath() : folder;
  }
}
