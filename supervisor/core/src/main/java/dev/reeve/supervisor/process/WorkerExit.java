package dev.reeve.supervisor.process;

/**
 * The end of a worker process.
 *
 * @param status its exit code
 * @param outputComplete false if another process still held the worker's output open, so that
 *     reading was given up
 * @param stderrTail last 4 KiB of its standard error
 * @param strayLines number of lines on standard output that were not messages
 */
public record WorkerExit(
    ExitStatus status, boolean outputComplete, String stderrTail, long strayLines) {}
