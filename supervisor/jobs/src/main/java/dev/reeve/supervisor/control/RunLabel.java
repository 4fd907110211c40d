package dev.reeve.supervisor.control;

import java.time.Instant;

/**
 * Facts by which people tell one run from another.
 *
 * @param pid process that runs it
 * @param name the job's name, else that of its file, else the command of {@code each}
 * @param command {@code run} or {@code each}
 * @param folder working directory of the process
 * @param startedAt time of the start
 */
public record RunLabel(long pid, String name, String command, String folder, Instant startedAt) {}
