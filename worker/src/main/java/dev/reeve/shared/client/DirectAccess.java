package dev.reeve.shared.client;

import dev.reeve.protocol.SharedCall;
import dev.reeve.protocol.SharedKind;
import dev.reeve.protocol.SharedOperation;
import dev.reeve.protocol.SharedResult;
import dev.reeve.shared.SharedObjectException;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * This process's access to the memory of one object, without calls of the supervisor. It asks for
 * the memory once the object has been used often enough to pay for it. Any thread.
 *
 * @param <M> the memory
 */
abstract class DirectAccess<M> {
  /** Calls of the supervisor before the memory is asked for; rarely used objects need none. */
  private static final int CALLS_BEFORE_MEMORY = 64;

  private final SharedCalls calls;
  private final SharedKind kind;
  private final String name;

  /** Calls of the supervisor so far. Not exact: an update that a race loses does no harm. */
  private volatile int supervisorCalls;

  private volatile @Nullable M memory;

  DirectAccess(SharedCalls calls, SharedKind kind, String name) {
    this.calls = calls;
    this.kind = kind;
    this.name = name;
  }

  /** Returns whether objects of this kind can have memory. */
  abstract boolean isPossible(SharedKind kind);

  /** Maps the memory. */
  abstract M open(Path path, int seat) throws IOException;

  /** Returns whether the supervisor has ended the use of the memory. */
  abstract boolean hasEnded(M memory);

  /** Returns the memory; null if the supervisor must be called, which is counted. */
  final @Nullable M memoryOrCount() {
    if (memory() == null) {
      countCall();
    }
    return memory;
  }

  /** Returns the memory; null if it is not known, or its use has ended. */
  final @Nullable M memory() {
    M found = memory;
    if (found != null && hasEnded(found)) {
      forget();
      return null;
    }
    return found;
  }

  /** Forgets the memory: the object has ended, and another one may get its name. */
  final void forget() {
    supervisorCalls = 0;
    memory = null;
  }

  /** Returns whether the memory is known and its use has ended. */
  final boolean isOver() {
    M found = memory;
    return found != null && hasEnded(found);
  }

  private void countCall() {
    int count = supervisorCalls + 1;
    supervisorCalls = count;
    if (count == CALLS_BEFORE_MEMORY && isPossible(kind)) {
      connect();
    }
  }

  private synchronized void connect() {
    try {
      SharedResult answer = calls.send(SharedCall.of(kind, name, SharedOperation.DIRECT));
      if (answer.done()) {
        memory = open(SharedCalls.pathOf(answer), (int) answer.number());
      }
    } catch (ClosedByInterruptException e) {
      supervisorCalls = 0; // another try is worth it
    } catch (IOException | IllegalArgumentException | SharedObjectException e) {
      // it was discarded just now, or there is no memory: calls of the supervisor do as well
    }
  }
}
