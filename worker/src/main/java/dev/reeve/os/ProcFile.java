package dev.reeve.os;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.FileInputStream;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A short text file of the Linux kernel in {@code /proc}; see proc(5). */
public final class ProcFile {
  private static final int MAX_BYTES = 4096;

  private ProcFile() {}

  /**
   * Returns the first 4096 bytes as Latin-1, in a single read, for which the kernel takes a
   * consistent snapshot; null if the file is missing, empty or unreadable.
   */
  public static @Nullable String read(String path) {
    try (FileInputStream file = new FileInputStream(path)) {
      byte[] bytes = new byte[MAX_BYTES];
      int length = file.read(bytes);
      return length <= 0 ? null : new String(bytes, 0, length, ISO_8859_1);
    } catch (IOException e) {
      return null;
    }
  }
}
