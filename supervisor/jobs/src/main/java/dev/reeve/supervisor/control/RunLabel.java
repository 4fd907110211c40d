package dev.reeve.supervisor.control;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Facts by which people tell one run from another.
 *
 * @param pid process that runs it
 * @param name the job's name, else that of its file, else the command of {@code each}
 * @param command what was called, such as {@code run}, {@code each} or {@code work}
 * @param folder working directory of the process
 * @param startedAt time of the start
 * @param server null if it is none
 */
public record RunLabel(
    long pid,
    String name,
    String command,
    String folder,
    Instant startedAt,
    @Nullable ServerLabel server) {

  /** Makes the label of a run that is no server. */
  public RunLabel(long pid, String name, String command, String folder, Instant startedAt) {
    this(pid, name, command, folder, startedAt, null);
  }
}
