package dev.reeve.supervisor.cli.control;

import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;
import jdk.net.ExtendedSocketOptions;

/** Tells the connections of this user from those of others, who may have got at the socket. */
final class PeerCheck {
  private static final Path SELF = Path.of("/proc/self");

  private PeerCheck() {}

  /**
   * Returns whether the process at the other end belongs to this user. On a system that does not
   * tell, the permissions of the folder must do.
   */
  static boolean isOwn(SocketChannel connection) throws IOException {
    if (!connection.supportedOptions().contains(ExtendedSocketOptions.SO_PEERCRED)
        || !Files.exists(SELF)) {
      return true;
    }
    UserPrincipal peer = connection.getOption(ExtendedSocketOptions.SO_PEERCRED).user();
    return peer.equals(Files.getOwner(SELF));
  }
}
