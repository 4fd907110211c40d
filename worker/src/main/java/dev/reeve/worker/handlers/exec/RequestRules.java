package dev.reeve.worker.handlers.exec;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The rules for a request to run a command. Each method throws an IllegalArgumentException with a
 * message for people. Values read from JSON may be null in spite of their declared types.
 */
final class RequestRules {
  private static final int MAX_EXIT_CODE = 255;

  private RequestRules() {}

  static void checkCommand(List<String> command) {
    require(command != null && !command.isEmpty(), "command: is missing; write [\"wc\", \"-l\"]");
    for (int i = 0; i < command.size(); i++) {
      String argument = command.get(i);
      require(argument != null, "command[" + i + "]: must be text, not null");
      require(argument.indexOf('\0') < 0, "command[" + i + "]: holds a NUL character");
    }
    require(!String.valueOf(command.get(0)).isBlank(), "command[0]: must name a program");
  }

  static void checkWorkingDirectory(@Nullable String cwd) {
    require(cwd == null || !cwd.isEmpty(), "cwd: must name a folder");
    require(cwd == null || cwd.indexOf('\0') < 0, "cwd: holds a NUL character");
  }

  static void checkEnvironment(Map<String, String> env) {
    env.forEach(
        (name, value) -> {
          require(!name.isEmpty(), "env: holds a variable without a name");
          require(
              name.indexOf('=') < 0 && name.indexOf('\0') < 0,
              "env: the name '" + name + "' holds '=' or a NUL character");
          require(value != null, "env." + name + ": must be text, not null");
          require(value.indexOf('\0') < 0, "env." + name + ": holds a NUL character");
        });
  }

  /** Refuses what would silently become a question mark. */
  static void checkStandardInput(@Nullable String stdin) {
    require(
        stdin == null || UTF_8.newEncoder().canEncode(stdin),
        "stdin: holds half of a surrogate pair, which has no form in UTF-8");
  }

  static void checkExitCodes(List<Integer> okExit) {
    require(!okExit.isEmpty(), "okExit: must hold at least one exit code");
    for (Integer code : okExit) {
      require(
          code != null && code >= 0 && code <= MAX_EXIT_CODE,
          "okExit: an exit code is 0 to 255; found " + code);
    }
  }

  static void checkMark(@Nullable String mark) {
    require(mark == null || !mark.isEmpty(), "slotMark: must not be empty");
  }

  private static void require(boolean fulfilled, String message) {
    if (!fulfilled) {
      throw new IllegalArgumentException(message);
    }
  }
}
