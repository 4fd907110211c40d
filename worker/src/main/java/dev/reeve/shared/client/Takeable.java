package dev.reeve.shared.client;

import dev.reeve.json.Json;
import dev.reeve.protocol.SharedCall;
import dev.reeve.shared.SharedSource;
import org.jspecify.annotations.Nullable;

/** A queue or an end of a pipe, as a call needs it that takes from one of several. */
interface Takeable<T> extends SharedSource<T> {

  /** Returns whether calls of it go to the supervisor of {@code others}. */
  boolean usesCalls(SharedCalls others);

  /** Returns the call that takes a value. */
  SharedCall takeCall();

  /** Takes a value without a call of the supervisor; null if that is not possible at once. */
  @Nullable Json takeDirectly();

  /** Reads a value that has been taken; puts it back if it can't be read. */
  T readTaken(@Nullable Json item);
}
