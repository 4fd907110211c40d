package dev.reeve.supervisor.serve.http;

import java.time.Duration;

/**
 * Bounds on what clients may take of a server.
 *
 * @param maxBody bytes of a body that is kept in memory, and of a line of a stream
 * @param maxFile bytes of a body that a handler gets as a file
 * @param maxFiles bytes of all such files together
 * @param maxConnections connections at the same time; further ones wait
 * @param times limits against slow clients
 */
public record HttpLimits(
    long maxBody, long maxFile, long maxFiles, int maxConnections, Times times) {
  private static final long LEAST_OTHER_FILES = 128;
  private static final long LEAST_CONNECTIONS = 16;

  /**
   * Limits of time.
   *
   * @param header for the head of a request
   * @param body for a body's first kibibyte; each further one has a second
   * @param idle for a client from which nothing comes, or that takes nothing
   * @param keepAlive between two signs of life in a stream of events
   */
  public record Times(Duration header, Duration body, Duration idle, Duration keepAlive) {
    /** 10 s, 10 s, 30 s, 15 s. */
    public static final Times DEFAULT =
        new Times(
            Duration.ofSeconds(10),
            Duration.ofSeconds(10),
            Duration.ofSeconds(30),
            Duration.ofSeconds(15));
  }

  /** 16 MiB, 256 MiB, 1 GiB, 20,000 connections, and {@link Times#DEFAULT}. */
  public static final HttpLimits DEFAULT =
      new HttpLimits(16L << 20, 256L << 20, 1L << 30, 20_000, Times.DEFAULT);

  /**
   * Returns the most connections of a process that may have so many files open. An eighth of them,
   * and at least 128, is left for the workers and the queue; without these, connections would be of
   * no use.
   */
  int connectionsWith(long openFiles) {
    long most = openFiles - Math.max(LEAST_OTHER_FILES, openFiles / 8);
    return (int) Math.max(Math.min(most, maxConnections), LEAST_CONNECTIONS);
  }

  /** Returns a copy with another bound on bodies in memory. */
  public HttpLimits withMaxBody(long bytes) {
    return new HttpLimits(
        bytes, Math.max(bytes, maxFile), Math.max(bytes, maxFiles), maxConnections, times);
  }

  /** Returns a copy with other limits of time. */
  public HttpLimits withTimes(Times other) {
    return new HttpLimits(maxBody, maxFile, maxFiles, maxConnections, other);
  }
}
