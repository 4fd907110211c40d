package dev.reeve.os;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.FileInputStream;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Reads what the Linux kernel tells in {@code /proc}; see proc(5). */
public final class ProcFile {
  /** More than any of the short files holds. */
  private static final int SHORT_BYTES = 4096;

  private ProcFile() {}

  /** The start of a file, of which the kernel gives all in one read; null when there is none. */
  public static @Nullable String read(String path) {
    try (FileInputStream file = new FileInputStream(path)) {
      byte[] bytes = new byte[SHORT_BYTES];
      int length = file.read(bytes);
      return length <= 0 ? null : new String(bytes, 0, length, ISO_8859_1);
    } catch (IOException e) {
      return null;
    }
  }
}
