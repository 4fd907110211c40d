package dev.reeve.shared.client;

import dev.reeve.protocol.SharedCall;
import dev.reeve.protocol.SharedKind;
import dev.reeve.protocol.SharedOperation;
import dev.reeve.shared.Binary;
import dev.reeve.shared.SharedObjectException;
import dev.reeve.shared.memory.MemoryFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;

/** The bytes behind {@link Binary} references: arrays of bytes under unique names. Any thread. */
final class Binaries {
  private static final int RADIX = 36;

  /** Contains the time, because the operating system reuses process ids. */
  private final String prefix =
      "binary-"
          + ProcessHandle.current().pid()
          + '-'
          + Long.toString(System.nanoTime(), RADIX)
          + '-';

  private final SharedCalls calls;
  private final AtomicLong count = new AtomicLong();

  Binaries(SharedCalls calls) {
    this.calls = calls;
  }

  Binary put(byte[] content) {
    Binary binary = new Binary(prefix + count.incrementAndGet(), content.length);
    Path path = open(binary);
    try {
      MemoryFile.write(path, content);
      return binary;
    } catch (IOException e) {
      discard(binary, path);
      throw new SharedObjectException("there is no shared memory for " + binary + ": " + e, e);
    }
  }

  byte[] take(Binary binary) {
    if (binary.length() > Integer.MAX_VALUE - 8) {
      throw new IllegalArgumentException(binary + " does not fit into one array");
    }
    Path path = open(binary);
    try {
      return MemoryFile.read(path, (int) binary.length());
    } catch (IOException e) {
      throw new IllegalArgumentException(binary + " is gone", e);
    } finally {
      discard(binary, path);
    }
  }

  /**
   * Checks that the bytes are still there.
   *
   * @throws IllegalArgumentException if they are gone
   */
  void require(Binary binary) {
    Path path = open(binary);
    if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
      discard(binary, path);
      throw new IllegalArgumentException(binary + " is gone");
    }
  }

  private Path open(Binary binary) {
    SharedCall open = call(binary, SharedOperation.OPEN).number(Math.max(1, binary.length()));
    return SharedCalls.pathOf(calls.send(open));
  }

  private void discard(Binary binary, Path path) {
    try {
      Files.deleteIfExists(path);
      calls.send(call(binary, SharedOperation.DISCARD));
    } catch (IOException | IllegalArgumentException e) {
      // another process was faster, or the supervisor removes it at its end
    }
  }

  private static SharedCall call(Binary binary, SharedOperation operation) {
    return SharedCall.of(SharedKind.BYTES, binary.name(), operation);
  }
}
