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
  private @Nullable AccessTokens tokens;

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
    Path look = values.get(ServeOptions.READ_TOKEN_FILE);
    try {
      String full = full(address);
      if (full != null) {
        tokens = new AccessTokens(full, read(look));
      } else if (look != null) {
        throw new CommandAbortedException(
            ExitCodes.USAGE, "--read-token-file needs --token-file: the socket would ask for none");
      }
      return tokens;
    } catch (IOException e) {
      throw new CommandAbortedException(
          ExitCodes.CANNOT_CREATE_RESULTS, String.valueOf(e.getMessage()));
    }
  }

  private @Nullable String full(ListenAddress address) throws IOException, CommandAbortedException {
    Path file = values.get(ServeOptions.TOKEN_FILE);
    if (file != null) {
      return TokenFile.read(file);
    }
    return address instanceof ListenAddress.Tcp tcp ? made(tcp) : null;
  }

  /**
   * Reads the files with tokens again. If one is broken, all tokens stay as they were.
   *
   * @return false if there are none
   * @throws CommandAbortedException if they stay; the message is the reason
   */
  boolean rereadTokens() throws CommandAbortedException {
    AccessTokens known = tokens;
    if (known == null) {
      return false;
    }
    try {
      String full = full(address());
      if (full != null) {
        known.replace(full, read(values.get(ServeOptions.READ_TOKEN_FILE)));
      }
      return true;
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
