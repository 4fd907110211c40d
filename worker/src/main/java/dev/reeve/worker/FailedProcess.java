package dev.reeve.worker;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * The known facts about a process because of which an attempt failed. Of the tails at most 4 Ki
 * characters each are sent.
 *
 * @param exitCode null if the process did not end by itself
 * @param signal name of the signal that ended the process, such as {@code KILL}; null if none did
 * @param stdoutTail the end of its standard output; null if none is known
 * @param stderrTail the end of its standard error; null if none is known
 */
public record FailedProcess(
    @Nullable Integer exitCode,
    @Nullable String signal,
    @Nullable String stdoutTail,
    @Nullable String stderrTail)
    implements Serializable {
  static final FailedProcess NONE = new FailedProcess(null, null, null, null);
}
