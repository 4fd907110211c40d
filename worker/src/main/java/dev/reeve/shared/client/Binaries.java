package dev.reeve.shared.client;

import dev.reeve.protocol.SharedCall;
import dev.reeve.protocol.SharedKind;
import dev.reeve.protocol.SharedOperation;
import dev.reeve.shared.Binary;
import dev.reeve.shared.SharedObjectException;
import dev.reeve.shared.memory.MemoryFile;
import dev.reeve.worker.mapping.ValueBinding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;

/** Bytes handed on by reference: arrays of bytes under names that nobody else uses. */
final class Binaries {
  private static final int BASE = 36;

  /** With the time, as the system gives the numbers of processes again. */
  private final String prefix =
      "binary-"
          + ProcessHandle.current().pid()
          + '-'
          + Long.toString(System.nanoTime(), BASE)
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
      throw new SharedObjectException("there is no memory for " + binary + ": " + e, e);
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
      throw new IllegalArgumentException(binary + " is not there any more", e);
    } finally {
      discard(binary, path);
    }
  }

  /**
   * @throws IllegalArgumentException if the bytes are not there any more
   */
  void require(Binary binary) {
    Path path = open(binary);
    if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
      discard(binary, path);
      throw new IllegalArgumentException(binary + " is not there any more");
    }
  }

  private Path open(Binary binary) {
    SharedCall open = call(binary, SharedOperation.OPEN).number(Math.max(1, binary.length()));
    return Path.of(new ValueBinding<>(String.class).read(calls.now(open).value()));
  }

  private void discard(Binary binary, Path path) {
    try {
      Files.deleteIfExists(path);
      calls.now(call(binary, SharedOperation.DISCARD));
    } catch (IOException | IllegalArgumentException e) {
      // somebody else was faster, or it goes at the end
    }
  }

  private static SharedCall call(Binary binary, SharedOperation operation) {
    return SharedCall.of(SharedKind.BYTES, binary.name(), operation);
  }
}
