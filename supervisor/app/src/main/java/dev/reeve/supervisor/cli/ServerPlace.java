package dev.reeve.supervisor.cli;

import dev.reeve.supervisor.cli.client.ServerAddress;
import dev.reeve.text.IoReasons;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The place of a server that a command is to find, and the token with which it is called. */
final class ServerPlace {
  static final String AT = "REEVE_AT";
  static final String TOKEN_FILE = "REEVE_TOKEN_FILE";

  /** Name of the socket in the first folder for sockets that can be used. */
  static final String SOCKET = "serve.sock";

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
    return ServerAddress.of(usualSocket(env));
  }

  /** Returns the socket on which a server of this user listens that was told no other place. */
  static Path usualSocket(Map<String, String> env) {
    List<Path> folders = StateFolder.sockets(env, Path.of(System.getProperty("java.io.tmpdir")));
    for (Path folder : folders) {
      if (Files.exists(folder.resolve(SOCKET))) {
        return folder.resolve(SOCKET);
      }
    }
    return folders.get(0).resolve(SOCKET);
  }

  /** Returns the name of the file, in the state folder, with the token that a server makes. */
  static String tokenName(String host, int port) {
    return "serve-%s-%d.token"
        .formatted(host.replaceAll("[^0-9A-Za-z.]", "_"), port)
        .toLowerCase(Locale.ROOT);
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
    Path state = address.socket() == null ? StateFolder.of(env) : null;
    if (state == null) {
      return null;
    }
    String host = address.host().replaceAll("[\\[\\]]", "");
    Path made = state.resolve(tokenName(host, address.port()));
    return Files.isReadable(made) ? read(made) : null;
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
