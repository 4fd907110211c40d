package dev.reeve.supervisor.cli.client;

import dev.reeve.text.Quote;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnixDomainSocketAddress;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The address of a server: {@code unix:PATH}, or {@code HOST:PORT} with or without {@code http://}
 * before it.
 *
 * @param socket null for a server that is reached by its host
 * @param host empty for a socket
 * @param port 0 for a socket
 */
public record ServerAddress(@Nullable Path socket, String host, int port) {
  private static final String UNIX = "unix:";
  private static final String HTTP = "http://";
  private static final int MOST_PORT = 65_535;

  /** Returns the address of a server that listens on a socket. */
  public static ServerAddress of(Path socket) {
    return new ServerAddress(socket, "", 0);
  }

  /** Returns true if the text has a form that only addresses have, whether it is valid or not. */
  public static boolean isAddress(String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    return lower.startsWith(UNIX)
        || lower.contains("://")
        || (lower.indexOf(':') > 0 && lower.substring(lower.lastIndexOf(':') + 1).matches("\\d+"));
  }

  /**
   * Reads an address.
   *
   * @throws IllegalArgumentException with a message for people
   */
  public static ServerAddress parse(String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    if (lower.startsWith(UNIX)) {
      return of(socketPath(text));
    }
    if (lower.contains("://") && !lower.startsWith(HTTP)) {
      throw problem(
          text, "the server speaks plain HTTP; put TLS in front of it and name that here");
    }
    return ofHost(text, lower.startsWith(HTTP) ? text.substring(HTTP.length()) : text);
  }

  private static Path socketPath(String text) {
    String path = text.substring(UNIX.length());
    try {
      if (!path.isEmpty()) {
        return Path.of(path);
      }
    } catch (InvalidPathException e) {
      // told below
    }
    throw problem(text, "after unix: stands the path of a socket");
  }

  private static ServerAddress ofHost(String text, String authority) {
    try {
      URI uri = new URI(HTTP + authority);
      String path = uri.getPath();
      boolean isHost = uri.getHost() != null && uri.getUserInfo() == null && uri.getQuery() == null;
      if (isHost && (path.isEmpty() || path.equals("/"))) {
        int port = uri.getPort();
        if (port > 0 && port <= MOST_PORT) {
          return new ServerAddress(null, uri.getHost(), port);
        }
      }
    } catch (URISyntaxException e) {
      // told below
    }
    throw problem(text, "write unix:PATH or HOST:PORT, for example 127.0.0.1:8080");
  }

  private static IllegalArgumentException problem(String text, String what) {
    return new IllegalArgumentException(Quote.of(text) + " is no address of a server: " + what);
  }

  /** Returns the value of the request's field {@code Host}. */
  String authority() {
    return socket == null ? host + ":" + port : "localhost";
  }

  SocketAddress socketAddress() {
    if (socket != null) {
      return UnixDomainSocketAddress.of(socket);
    }
    String bare = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    return new InetSocketAddress(bare, port);
  }

  /** Returns the notation that {@link #parse} reads. */
  @Override
  public String toString() {
    return socket == null ? HTTP + authority() : UNIX + socket;
  }
}
