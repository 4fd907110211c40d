package dev.reeve.supervisor.cli.control;

import dev.reeve.os.OwnFolders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The sockets of processes that are known to have ended without removing them. */
public final class DeadSockets {
  private DeadSockets() {}

  /**
   * Removes them from folders that only this user can change. Costs next to nothing if there are
   * none.
   */
  public static void remove(List<Path> folders) {
    for (Path folder : folders) {
      for (SocketFile socket : SocketFile.all(folder)) {
        if (socket.isDead() && OwnFolders.isSafe(folder)) {
          remove(socket);
        }
      }
    }
  }

  private static void remove(SocketFile socket) {
    try {
      Files.deleteIfExists(socket.path());
    } catch (IOException e) {
      // another run removes it at the same time
    }
  }
}
