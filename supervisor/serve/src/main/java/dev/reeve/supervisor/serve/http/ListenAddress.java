package dev.reeve.supervisor.serve.http;

import dev.reeve.text.Quote;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** A place at which a server listens. */
public sealed interface ListenAddress {
  /** The beginning of an address that is a Unix domain socket. */
  String UNIX = "unix:";

  /**
   * A Unix domain socket.
   *
   * @param path file of the socket; absolute
   */
  record Unix(Path path) implements ListenAddress {
    @Override
    public String toString() {
      return UNIX + path;
    }
  }

  /**
   * A port of TCP.
   *
   * @param host name or address, as it was given
   * @param port 0 for any free one
   */
  record Tcp(String host, int port) implements ListenAddress {

    /** Returns the address; unresolved if the name is unknown. */
    public InetSocketAddress socketAddress() {
      return new InetSocketAddress(host, port);
    }

    /** Returns whether only this machine can connect. */
    public boolean isLoopback() {
      InetAddress address = socketAddress().getAddress();
      return address != null && address.isLoopbackAddress();
    }

    /** Returns whether it stands for all addresses of this machine. */
    public boolean isAny() {
      InetAddress address = socketAddress().getAddress();
      return address != null && address.isAnyLocalAddress();
    }

    @Override
    public String toString() {
      return "http://" + (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + port;
    }
  }

  /**
   * Reads an address: {@code unix:PATH}, {@code HOST:PORT} or {@code [ADDRESS]:PORT}.
   *
   * @throws IllegalArgumentException with a message for people, if it is none
   */
  static ListenAddress parse(String text) {
    if (text.startsWith(UNIX)) {
      return unix(text.substring(UNIX.length()));
    }
    int colon = text.lastIndexOf(':');
    String host = colon < 0 ? "" : text.substring(0, colon);
    boolean bracketed = host.startsWith("[") && host.endsWith("]");
    if (host.isEmpty() || (host.indexOf(':') >= 0 && !bracketed)) {
      throw invalid(text);
    }
    try {
      int port = Integer.parseInt(text.substring(colon + 1));
      if (port < 0 || port > 65_535) {
        throw invalid(text);
      }
      return new Tcp(bracketed ? host.substring(1, host.length() - 1) : host, port);
    } catch (NumberFormatException e) {
      throw invalid(text);
    }
  }

  private static ListenAddress unix(String path) {
    try {
      if (!path.isEmpty()) {
        return new Unix(Path.of(path).toAbsolutePath());
      }
    } catch (InvalidPathException e) {
      // told below
    }
    throw invalid(UNIX + path);
  }

  private static IllegalArgumentException invalid(String text) {
    return new IllegalArgumentException(
        Quote.of(text)
            + " is no address; for example: unix:/run/user/1000/reeve.sock, 127.0.0.1:8080,"
            + " [::1]:8080");
  }
}
