package dev.reeve.supervisor.serve.http;

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
import java.nio.file.StandardCopyOption;
import org.jspecify.annotations.Nullable;

/**
 * The file of a server's Unix domain socket. The socket is made in a hidden folder that only this
 * user can enter, and moved to its place when its permissions are set, so that nobody else can
 * connect to it at any moment. A move also replaces the socket of a killed server.
 */
final class ServerSocketFile {
  /** Most bytes of a socket's path: {@code sun_path} without its end; see unix(7). */
  private static final int MOST_PATH_BYTES = 107;

  private static final String HIDDEN = ".reeve";

  private final Path path;
  private final Path hidden;
  private @Nullable Object key;

  private ServerSocketFile(Path path, Path hidden) {
    this.path = path;
    this.hidden = hidden;
  }

  /**
   * Makes sure that a socket can be made there. Its folder is created, for this user only, if it
   * does not exist.
   *
   * @throws IOException with a message for people: another server listens there, or the place
   *     cannot be used
   */
  static ServerSocketFile prepare(Path socket) throws IOException {
    Path parent = socket.getParent();
    Path folder = OwnFolders.create(parent == null ? Path.of("/") : parent);
    Path path = folder.resolve(String.valueOf(socket.getFileName()));
    requireFree(path);
    Path hiddenFolder = Files.createTempDirectory(folder, HIDDEN, OwnerOnlyFiles.folder(folder));
    Path hidden = hiddenFolder.resolve("s");
    int longest = Math.max(bytes(path), bytes(hidden));
    if (longest > MOST_PATH_BYTES) {
      Files.delete(hiddenFolder);
      throw new IOException(
          "%s is too long for a socket: it may have %d bytes"
              .formatted(path, MOST_PATH_BYTES - Math.max(0, bytes(hidden) - bytes(path))));
    }
    return new ServerSocketFile(path, hidden);
  }

  private static int bytes(Path path) {
    return path.toString().getBytes(UTF_8).length;
  }

  private static void requireFree(Path path) throws IOException {
    if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    boolean special =
        Files.getAttribute(path, "basic:isOther", LinkOption.NOFOLLOW_LINKS).equals(true);
    if (!special) {
      throw new IOException(path + " is no socket, and is left alone; name another path");
    }
    try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
      channel.configureBlocking(false);
      boolean unused = channel.connect(UnixDomainSocketAddress.of(path));
    } catch (ConnectException e) {
      return; // a killed server has left it
    } catch (IOException e) {
      throw new IOException("cannot tell who listens at " + path + ": " + IoReasons.of(e), e);
    }
    throw new IOException("another server listens at " + path);
  }

  /** Returns the path at which the socket is made. */
  Path hidden() {
    return hidden;
  }

  /** Returns the path at which clients find it. */
  Path path() {
    return path;
  }

  /** Moves the socket that was made to its place. */
  void publish() throws IOException {
    if (OwnerOnlyFiles.areSupported(hidden)) {
      OwnerOnlyFiles.restrict(hidden);
    }
    Path unused =
        Files.move(
            hidden, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    key = fileKey();
    discard();
  }

  private @Nullable Object fileKey() {
    try {
      return Files.getAttribute(path, "unix:ino", LinkOption.NOFOLLOW_LINKS);
    } catch (IOException | RuntimeException e) {
      return null;
    }
  }

  /** Removes the hidden folder. */
  void discard() {
    try {
      Files.deleteIfExists(hidden);
      Path folder = hidden.getParent();
      if (folder != null) {
        Files.deleteIfExists(folder);
      }
    } catch (IOException e) {
      // an empty folder that nobody else can enter stays behind
    }
  }

  /** Removes the socket, unless another server has put its own there. */
  void remove() {
    discard();
    if (key != null && key.equals(fileKey())) {
      try {
        Files.deleteIfExists(path);
      } catch (IOException e) {
        // the next server replaces it
      }
    }
  }
}
