package dev.reeve.supervisor.serve.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.reeve.os.OwnFolders;
import dev.reeve.os.OwnerOnlyFiles;
import dev.reeve.text.IoReasons;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Set;

/** A file that holds a token on its first line. */
public final class TokenFile {
  private static final int LEAST_CHARS = 16;
  private static final int RANDOM_BYTES = 32;
  private static final long MOST_BYTES = 4096;
  private static final Set<PosixFilePermission> PRIVATE =
      Set.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

  private TokenFile() {}

  /**
   * Returns the token of a file.
   *
   * @throws IOException with a message for people, if it cannot be read or is no token
   */
  public static String read(Path file) throws IOException {
    String text;
    try {
      if (Files.size(file) > MOST_BYTES) {
        throw new IOException(file + " is too long for a token");
      }
      text = Files.readString(file, UTF_8);
    } catch (IOException e) {
      throw new IOException("cannot read the token in " + file + ": " + IoReasons.of(e), e);
    }
    String token = text.lines().findFirst().orElse("").strip();
    if (token.length() < LEAST_CHARS || !token.chars().allMatch(c -> c > ' ' && c < 127)) {
      throw new IOException(
          "the first line of %s is no token: it needs at least %d visible ASCII characters; make one with: head -c 24 /dev/urandom | base64"
              .formatted(file, LEAST_CHARS));
    }
    return token;
  }

  /**
   * Returns the token of a file that only this user can read; makes it, and its folder, if there is
   * none.
   *
   * @throws IOException with a message for people
   */
  public static String readOrCreate(Path file) throws IOException {
    Path parent = file.toAbsolutePath().getParent();
    Path folder = OwnFolders.create(parent == null ? Path.of("/") : parent);
    Path target = folder.resolve(String.valueOf(file.getFileName()));
    if (Files.isRegularFile(target, LinkOption.NOFOLLOW_LINKS)
        && OwnerOnlyFiles.isProtected(target)
        && Files.getPosixFilePermissions(target).equals(PRIVATE)) {
      return read(target);
    }
    return create(target);
  }

  private static String create(Path target) throws IOException {
    byte[] random = new byte[RANDOM_BYTES];
    new SecureRandom().nextBytes(random);
    String token = Base64.getUrlEncoder().withoutPadding().encodeToString(random);
    Path beside = target.resolveSibling("." + target.getFileName() + ".new");
    Files.deleteIfExists(beside);
    try (SeekableByteChannel out =
        Files.newByteChannel(
            beside,
            Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
            OwnerOnlyFiles.file(beside))) {
      ByteBuffer text = ByteBuffer.wrap((token + "\n").getBytes(UTF_8));
      while (text.hasRemaining()) {
        int unused = out.write(text);
      }
    }
    Path unused = Files.move(beside, target, StandardCopyOption.ATOMIC_MOVE);
    return token;
  }
}
