package dev.reeve.supervisor.process;

/**
 * How a worker process ended.
 *
 * @param status what the operating system told
 * @param outputComplete false if something still held the worker's output open after its end, so
 *     that reading was given up
 * @param stderrTail the last 4 KiB of its standard error, as text
 * @param strayLines lines on standard output that were no messages
 */
public record WorkerExit(
    ExitStatus status, boolean outputComplete, String stderrTail, long strayLines) {}
