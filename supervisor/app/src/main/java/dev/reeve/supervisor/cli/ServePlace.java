package dev.reeve.supervisor.cli;

import dev.reeve.os.OwnFolders;
import dev.reeve.supervisor.serve.http.AccessTokens;
import dev.reeve.supervisor.serve.http.ListenAddress;
import dev.reeve.supervisor.serve.http.TokenFile;
import dev.reeve.text.IoReasons;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The address of a server, and the tokens that its callers need. */
final class ServePlace {
  /** Name of the socket in the first folder of sockets that can be used. */
  static final String SOCKET = "serve.sock";

  /** A socket's path has at most 107 bytes, and is made in a folder of its own beside its place. */
  private static final int LONGEST_FOLDER = 75;

  private final OptionValues values;
  private @Nullable Path madeToken;

  ServePlace(OptionValues values) {
    this.values = values;
  }

  /** Returns the address. */
  ListenAddress address() throws CommandAbortedException {
    String listen = values.get(ServeOptions.LISTEN);
    if (listen == null) {
      return new ListenAddress.Unix(usualFolder().resolve(SOCKET));
    }
    try {
      return ListenAddress.parse(listen);
    } catch (IllegalArgumentException e) {
      throw new CommandAbortedException(ExitCodes.USAGE, "--listen: " + e.getMessage());
    }
  }

  private static Path usualFolder() throws CommandAbortedException {
    List<String> reasons = new ArrayList<>();
    for (Path candidate : StateFolder.socketsOfThisProcess()) {
      try {
        Path folder = OwnFolders.create(candidate);
        if (folder.toString().getBytes(StandardCharsets.UTF_8).length <= LONGEST_FOLDER) {
          return folder;
        }
        reasons.add(folder + " is too long for a socket");
      } catch (IOException e) {
        reasons.add(IoReasons.of(e));
      }
    }
    throw new CommandAbortedException(
        ExitCodes.CANNOT_CREATE_RESULTS,
        "there is no place for a socket: "
            + String.join("; ", reasons)
            + "; name one by --listen unix:PATH");
  }

  /** Returns the tokens; null if only this user can connect. */
  @Nullable AccessTokens tokens(ListenAddress address) throws CommandAbortedException {
    Path full = values.get(ServeOptions.TOKEN_FILE);
    Path look = values.get(ServeOptions.READ_TOKEN_FILE);
    try {
      if (full != null) {
        return new AccessTokens(TokenFile.read(full), read(look));
      }
      if (address instanceof ListenAddress.Tcp tcp) {
        return new AccessTokens(made(tcp), read(look));
      }
      if (look != null) {
        throw new CommandAbortedException(
            ExitCodes.USAGE, "--read-token-file needs --token-file: the socket would ask for none");
      }
      return null;
    } catch (IOException e) {
      throw new CommandAbortedException(
          ExitCodes.CANNOT_CREATE_RESULTS, String.valueOf(e.getMessage()));
    }
  }

  private static @Nullable String read(@Nullable Path file) throws IOException {
    return file == null ? null : TokenFile.read(file);
  }

  private String made(ListenAddress.Tcp address) throws IOException, CommandAbortedException {
    Path state = StateFolder.of(System.getenv());
    if (!address.isLoopback() || state == null) {
      throw new CommandAbortedException(
          ExitCodes.USAGE,
          "other machines can reach %s: name a token by --token-file FILE, or listen at 127.0.0.1"
              .formatted(address));
    }
    String name =
        "serve-%s-%d.token"
            .formatted(address.host().replaceAll("[^0-9A-Za-z.]", "_"), address.port());
    Path file = state.resolve(name.toLowerCase(Locale.ROOT));
    String token = TokenFile.readOrCreate(file);
    madeToken = file;
    return token;
  }

  /** Returns the file with the token that was made; null if none was. */
  @Nullable Path madeToken() {
    return madeToken;
  }
}
