package dev.reeve.worker.handlers.exec;

import dev.reeve.os.StartError;
import dev.reeve.worker.TaskFailedException;
import dev.reeve.worker.handlers.exec.ExecHandler.Request;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The start of a command, with errors in plain words. */
final class CommandStart {
  static {
    LaunchMechanism.choose();
  }

  private final Request request;

  CommandStart(Request request) {
    this.request = request;
  }

  /**
   * Starts the command.
   *
   * @throws TaskFailedException of type {@code CommandNotStarted}
   */
  Process start(CommandId id) throws TaskFailedException {
    Path folder = folder();
    checkEncodable();
    ProcessBuilder builder = new ProcessBuilder(arguments(folder));
    builder.directory(folder == null ? null : folder.toFile());
    builder.environment().putAll(request.env());
    id.addTo(builder.environment());
    try {
      return builder.start();
    } catch (IOException e) {
      throw notStarted(reason(StartError.of(e), folder), e);
    }
  }

  private List<String> arguments(@Nullable Path folder) throws TaskFailedException {
    List<String> arguments = request.arguments();
    String path = request.env().get("PATH");
    if (path == null || arguments.get(0).indexOf('/') >= 0) {
      return arguments;
    }
    Path program = new ProgramSearch(path, folder).find(arguments.get(0));
    if (program == null) {
      throw notStarted("there is no such program on the PATH that env sets: " + path, null);
    }
    List<String> resolved = new ArrayList<>(arguments);
    resolved.set(0, program.toString());
    return resolved;
  }

  private @Nullable Path folder() throws TaskFailedException {
    String cwd = request.cwd();
    if (cwd == null) {
      return null;
    }
    try {
      Path folder = Path.of(cwd).toAbsolutePath().normalize();
      if (!Files.isDirectory(folder)) {
        String found = Files.exists(folder) ? "is not a folder" : "does not exist";
        throw notStarted("its working directory " + folder + " " + found, null);
      }
      return folder;
    } catch (InvalidPathException e) {
      throw notStarted("its working directory has an invalid name: " + e.getMessage(), e);
    }
  }

  /** Refuses characters that the JDK would silently replace by question marks. */
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

  /** Returns the charset of arguments: the locale's since JDK 18, before that the default one. */
  static Charset argumentCharset() {
    String locale = System.getProperty("sun.jnu.encoding");
    boolean separate = Runtime.version().feature() >= 18 && locale != null;
    return separate && Charset.isSupported(locale)
        ? Charset.forName(locale)
        : Charset.defaultCharset();
  }

  private TaskFailedException notStarted(String reason, @Nullable Exception cause) {
    String command = "'" + request.arguments().get(0) + "' was not started: ";
    TaskFailedException failure = new TaskFailedException("CommandNotStarted", command + reason);
    if (cause != null) {
      failure.initCause(cause);
    }
    return failure;
  }

  private String reason(StartError error, @Nullable Path folder) {
    if (error.errno() == StartError.ENOENT) {
      return missing(request.arguments().get(0), folder);
    }
    String meaning = error.meaning();
    return meaning == null ? error.detail() : meaning + " (errno " + error.errno() + ")";
  }

  private static String missing(String program, @Nullable Path folder) {
    if (program.indexOf('/') < 0) {
      return "there is no such program on the PATH";
    }
    Path file = (folder == null ? Path.of("").toAbsolutePath() : folder).resolve(program);
    return Files.exists(file)
        ? file.normalize() + " exists, but the interpreter or loader that it names does not"
        : "there is no file " + file.normalize();
  }
}
