package dev.reeve.supervisor.process;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * The part of an archive's name that identifies the jars, their paths and the build of the JVM for
 * which it was made. The content of a jar is identified by the end of the file, where the ZIP
 * format has the checksum of every entry; the JVM itself compares path, size and time.
 */
final class ArchiveKey {
  /** Longer than the directory of entries in Reeve's own jar. */
  private static final int END_BYTES = 512 * 1024;

  private final CRC32 crc32 = new CRC32();
  private final CRC32C crc32c = new CRC32C();

  private ArchiveKey() {}

  /**
   * Returns the key; null if the class path has anything but jars, as JVMs archive nothing else.
   */
  static @Nullable String of(List<Path> jars) throws IOException {
    ArchiveKey key = new ArchiveKey();
    key.addJvm();
    for (Path jar : jars) {
      if (!Files.isRegularFile(jar)) {
        return null;
      }
      key.addJar(jar);
    }
    return key.hex();
  }

  private void addJvm() {
    for (String name : new String[] {"java.vm.name", "java.vm.version", "java.home", "os.arch"}) {
      add(System.getProperty(name, ""));
    }
  }

  private void addJar(Path jar) throws IOException {
    BasicFileAttributes attributes = Files.readAttributes(jar, BasicFileAttributes.class);
    add(jar.toString());
    add(attributes.size() + " " + attributes.lastModifiedTime().toMillis());
    try (RandomAccessFile file = new RandomAccessFile(jar.toFile(), "r")) {
      byte[] end = new byte[(int) Math.min(file.length(), END_BYTES)];
      file.seek(file.length() - end.length);
      file.readFully(end);
      add(end);
    }
  }

  private void add(String text) {
    add((text + '\0').getBytes(UTF_8));
  }

  private void add(byte[] bytes) {
    crc32.update(bytes);
    crc32c.update(bytes);
  }

  private String hex() {
    return Long.toHexString(1L << 32 | crc32.getValue()).substring(1)
        + Long.toHexString(1L << 32 | crc32c.getValue()).substring(1);
  }
}
