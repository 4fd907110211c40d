package dev.reeve.supervisor.cli;

import dev.reeve.supervisor.serve.http.AccessTokens;
import dev.reeve.supervisor.serve.http.ListenAddress;
import dev.reeve.supervisor.serve.http.TokenFile;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The address of a server, and the tokens that its callers need. */
final class ServePlace {
  private final OptionValues values;
  private @Nullable Path madeToken;

  ServePlace(OptionValues values) {
    this.values = values;
  }

  /** Returns the address. */
  ListenAddress address() throws CommandAbortedException {
    String listen = values.get(ServeOptions.LISTEN);
    if (listen == null) {
      Path socket = ServerPlace.defaultSocket(System.getenv());
      if (socket == null) {
        throw new CommandAbortedException(
            ExitCodes.USAGE,
            "neither HOME nor XDG_STATE_HOME says where a socket could be; name one by --listen"
                + " unix:PATH");
      }
      return new ListenAddress.Unix(socket);
    }
    try {
      return ListenAddress.parse(listen);
    } catch (IllegalArgumentException e) {
      throw new CommandAbortedException(ExitCodes.USAGE, "--listen: " + e.getMessage());
    }
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
    Path file = ServerPlace.defaultToken(System.getenv());
    if (!address.isLoopback() || file == null) {
      throw new CommandAbortedException(
          ExitCodes.USAGE,
          "other machines can reach %s: name a token by --token-file FILE, or listen at 127.0.0.1"
              .formatted(address));
    }
    String token = TokenFile.readOrCreate(file);
    madeToken = file;
    return token;
  }

  /** Returns the file with the token that was made; null if none was. */
  @Nullable Path madeToken() {
    return madeToken;
  }
}
