package dev.reeve.supervisor.cli;

import dev.reeve.supervisor.cli.client.ServerAddress;
import dev.reeve.text.IoReasons;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The place of a server that a command is to find, and the token with which it is called. */
final class ServerPlace {
  static final String AT = "REEVE_AT";
  static final String TOKEN_FILE = "REEVE_TOKEN_FILE";

  private ServerPlace() {}

  /**
   * Returns the address of the server.
   *
   * @param named null if the command line names none
   */
  static ServerAddress address(@Nullable String named, Map<String, String> env)
      throws CommandAbortedException {
    String text = named == null ? env.get(AT) : named;
    if (text != null && !text.isEmpty()) {
      try {
        return ServerAddress.parse(text);
      } catch (IllegalArgumentException e) {
        throw new CommandAbortedException(ExitCodes.USAGE, String.valueOf(e.getMessage()));
      }
    }
    Path socket = defaultSocket(env);
    if (socket == null) {
      throw new CommandAbortedException(
          ExitCodes.USAGE,
          "neither HOME nor XDG_STATE_HOME says where a server's socket would be; name it by --at");
    }
    return ServerAddress.of(socket);
  }

  /** Returns the socket on which a server listens that is told no other; null if there is none. */
  static @Nullable Path defaultSocket(Map<String, String> env) {
    Path state = StateFolder.of(env);
    return state == null ? null : state.resolve("serve").resolve("socket");
  }

  /** Returns the file with the token that a server makes; null if there is none. */
  static @Nullable Path defaultToken(Map<String, String> env) {
    Path state = StateFolder.of(env);
    return state == null ? null : state.resolve("serve").resolve("token");
  }

  /**
   * Returns the token; null if none is needed, or known.
   *
   * @param file null if the command line names none
   */
  static @Nullable String token(ServerAddress address, @Nullable Path file, Map<String, String> env)
      throws CommandAbortedException {
    String named = env.get(TOKEN_FILE);
    Path chosen = file == null && named != null && !named.isEmpty() ? Path.of(named) : file;
    if (chosen != null) {
      return read(chosen);
    }
    Path made = address.socket() == null ? defaultToken(env) : null;
    return made != null && Files.isReadable(made) ? read(made) : null;
  }

  private static String read(Path file) throws CommandAbortedException {
    try {
      String token = Files.readString(file).lines().findFirst().orElse("").strip();
      if (!token.isEmpty() && token.chars().allMatch(c -> c > ' ' && c < 127)) {
        return token;
      }
      throw new CommandAbortedException(
          ExitCodes.USAGE, "the first line of " + file + " is no token");
    } catch (IOException e) {
      throw new CommandAbortedException(
          ExitCodes.UNREADABLE_JOB, "cannot read the token in " + file + ": " + IoReasons.of(e));
    }
  }
}
