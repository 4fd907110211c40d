package dev.reeve.supervisor.cli.control;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.reeve.os.OwnFolders;
import dev.reeve.os.OwnerOnlyFiles;
import dev.reeve.text.IoReasons;
import java.io.IOException;
import java.net.ConnectException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Folders of sockets, which only their owner may enter. */
final class SocketFolder {
  /** Most bytes of a socket's path: {@code sun_path} without its end; see unix(7). */
  static final int MOST_PATH_BYTES = 107;

  /** A socket refuses connections between its creation and the call of {@code listen}. */
  private static final Duration YOUNG = Duration.ofSeconds(10);

  /** Age after which a file of another boot, or of another machine, is left by a dead process. */
  private static final Duration OLD = Duration.ofDays(30);

  private SocketFolder() {}

  /**
   * Creates the first of these folders that can be used.
   *
   * @throws IOException if none can be; the message has the reason for each
   */
  static Path create(List<Path> candidates) throws IOException {
    StringBuilder reasons = new StringBuilder();
    for (Path candidate : candidates) {
      try {
        requireShort(candidate);
        Path folder = OwnFolders.create(candidate);
        requireShort(folder);
        if (OwnerOnlyFiles.areSupported(folder)) {
          Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
        }
        return folder;
      } catch (IOException e) {
        reasons.append(reasons.isEmpty() ? "" : "; ").append(IoReasons.of(e));
      } catch (RuntimeException e) {
        reasons.append(reasons.isEmpty() ? "" : "; ").append(candidate).append(": ").append(e);
      }
    }
    throw new IOException(reasons.toString());
  }

  private static void requireShort(Path folder) throws IOException {
    int bytes = folder.toString().getBytes(UTF_8).length;
    if (bytes + 1 + SocketFile.MOST_NAME_BYTES > MOST_PATH_BYTES) {
      throw new IOException(folder + " is too long for a socket");
    }
  }

  /** Returns the sockets of this boot in those of the folders that exist and are safe. */
  static List<SocketFile> sockets(List<Path> folders) {
    List<SocketFile> found = new ArrayList<>();
    for (Path folder : folders) {
      if (Files.isDirectory(folder) && OwnFolders.isSafe(folder)) {
        for (SocketFile socket : SocketFile.all(folder)) {
          if (socket.isOfThisBoot()) {
            found.add(socket);
          }
        }
      }
    }
    return found;
  }

  /** Removes the sockets that killed processes have left behind. */
  static void removeAbandoned(Path folder) {
    for (SocketFile socket : SocketFile.all(folder)) {
      try {
        if (isAbandoned(socket, Instant.now())) {
          Files.deleteIfExists(socket.path());
        }
      } catch (IOException e) {
        // another run removes it at the same time
      }
    }
  }

  static boolean isAbandoned(SocketFile socket, Instant now) throws IOException {
    Instant changed =
        Files.getLastModifiedTime(socket.path(), LinkOption.NOFOLLOW_LINKS).toInstant();
    if (!socket.isOfThisBoot()) {
      return changed.plus(OLD).isBefore(now);
    }
    return socket.isDead() || (changed.plus(YOUNG).isBefore(now) && isRefused(socket.path()));
  }

  private static boolean isRefused(Path socket) {
    try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
      channel.configureBlocking(false);
      boolean unused = channel.connect(UnixDomainSocketAddress.of(socket));
      return false;
    } catch (ConnectException e) {
      return true;
    } catch (IOException | RuntimeException e) {
      return false;
    }
  }
}
