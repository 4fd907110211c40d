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
 * What an archive is good for, as a word for its name: these jars at these places, and this build
 * of the JVM. A jar counts by the end of its file, where the ZIP format keeps the directory with
 * the checksum of every entry; the JVM itself compares path, size and time.
 */
final class ArchiveKey {
  /** More than the directory of Reeve's own jar. */
  private static final int END_BYTES = 512 * 1024;

  private final CRC32 one = new CRC32();
  private final CRC32C other = new CRC32C();

  private ArchiveKey() {}

  /** Null if the class path has anything but jars: JVMs archive nothing else. */
  static @Nullable String of(List<Path> jars) throws IOException {
    ArchiveKey key = new ArchiveKey();
    key.addJvm();
    for (Path jar : jars) {
      if (!Files.isRegularFile(jar)) {
        return null;
      }
      key.addJar(jar);
    }
    return key.word();
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
    one.update(bytes);
    other.update(bytes);
  }

  private String word() {
    return Long.toHexString(1L << 32 | one.getValue()).substring(1)
        + Long.toHexString(1L << 32 | other.getValue()).substring(1);
  }
}
