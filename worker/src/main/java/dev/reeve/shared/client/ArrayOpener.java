package dev.reeve.shared.client;

import dev.reeve.protocol.SharedCall;
import dev.reeve.protocol.SharedKind;
import dev.reeve.protocol.SharedOperation;
import dev.reeve.shared.SharedObjectException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Opens arrays in shared memory, and removes them. Any thread. */
final class ArrayOpener {
  private final SharedCalls calls;

  ArrayOpener(SharedCalls calls) {
    this.calls = calls;
  }

  /** Maps the file of an array of one type. */
  interface Mapping<A> {
    A map(String name, Path path, long length, Runnable discard) throws IOException;
  }

  /** Opens an array: creates its file, if no process has. */
  <A> A open(SharedKind kind, String name, long length, Mapping<A> mapping) {
    SharedCall open = SharedCall.of(kind, name, SharedOperation.OPEN).number(length);
    Path path = SharedCalls.pathOf(calls.send(open));
    try {
      return mapping.map(name, path, length, () -> discard(open, path));
    } catch (IOException e) {
      throw new SharedObjectException(
          name + ": there is no shared memory for it: " + e.getMessage(), e);
    }
  }

  private void discard(SharedCall open, Path path) {
    calls.send(SharedCall.of(open.kind(), open.name(), SharedOperation.DISCARD));
    try {
      Files.deleteIfExists(path);
    } catch (IOException e) {
      throw new SharedObjectException(open.name() + ": its memory stays: " + e.getMessage(), e);
    }
  }
}
