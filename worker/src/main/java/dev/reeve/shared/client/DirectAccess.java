package dev.reeve.shared.client;

import dev.reeve.protocol.SharedCall;
import dev.reeve.protocol.SharedKind;
import dev.reeve.protocol.SharedOperation;
import dev.reeve.protocol.SharedResult;
import dev.reeve.shared.SharedObjectException;
import dev.reeve.worker.mapping.ValueBinding;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * This process' way to an object's memory, past the supervisor. It asks for it when the object is
 * used so often that it pays. Any thread.
 *
 * @param <M> the memory
 */
abstract class DirectAccess<M> {
  /** Calls of the supervisor before the question: what is hardly used costs no memory. */
  private static final int WORTH_IT = 64;

  private final SharedCalls calls;
  private final SharedKind kind;
  private final String name;

  /** A lost update by another thread does no harm. */
  private volatile int asked;

  private volatile @Nullable M memory;

  DirectAccess(SharedCalls calls, SharedKind kind, String name) {
    this.calls = calls;
    this.kind = kind;
    this.name = name;
  }

  /** Whether objects of this kind have memory at all. */
  abstract boolean exists(SharedKind kind);

  /** Maps it. */
  abstract M open(Path path, int seat) throws IOException;

  abstract boolean hasEnded(M memory);

  /** The memory; null if the supervisor is to be asked, as was often enough the case. */
  final @Nullable M find() {
    if (found() == null) {
      missed();
    }
    return memory;
  }

  /** The memory, as far as it is known. */
  final @Nullable M found() {
    M found = memory;
    if (found != null && hasEnded(found)) {
      forget();
      return null;
    }
    return found;
  }

  /** The object has ended; there may be another one with this name. */
  final void forget() {
    asked = 0;
    memory = null;
  }

  /** Whether the object that this was the way to has ended. */
  final boolean isOver() {
    M found = memory;
    return found != null && hasEnded(found);
  }

  private void missed() {
    int count = asked + 1;
    asked = count;
    if (count == WORTH_IT && exists(kind)) {
      connect();
    }
  }

  private synchronized void connect() {
    try {
      SharedResult place = calls.now(SharedCall.of(kind, name, SharedOperation.DIRECT));
      if (place.done()) {
        Path path = Path.of(new ValueBinding<>(String.class).read(place.value()));
        memory = open(path, (int) place.number());
      }
    } catch (ClosedByInterruptException e) {
      asked = 0; // it will do another time
    } catch (IOException | IllegalArgumentException | SharedObjectException e) {
      // it has been discarded just now, or memory can't be had: the supervisor does as well
    }
  }
}
