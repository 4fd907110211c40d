package dev.reeve.supervisor.classes;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** Names for what is unpacked of a jar, which change when the jar does. */
final class JarKey {
  private static final int BYTES = 10;

  private JarKey() {}

  /** Returns a name for these entries of the jar; it begins with that of the jar. */
  static String of(Path jar, List<String> entries) throws IOException {
    return of(jar) + "-" + hash(String.join("\n", entries));
  }

  /** Returns a name for the jar in its present state. */
  static String of(Path jar) throws IOException {
    BasicFileAttributes attributes = Files.readAttributes(jar, BasicFileAttributes.class);
    return hash(
        jar
            + "\n"
            + attributes.size()
            + "\n"
            + attributes.lastModifiedTime()
            + "\n"
            + attributes.fileKey());
  }

  private static String hash(String text) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
      return HexFormat.of().formatHex(digest, 0, BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every JDK has it
    }
  }
}
