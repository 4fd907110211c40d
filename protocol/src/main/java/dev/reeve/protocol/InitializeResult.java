package dev.reeve.protocol;

import java.util.List;
import java.util.Map;

/**
 * The result of {@code initialize}: the worker is ready.
 *
 * @param protocolVersion that the worker speaks
 * @param pid of the worker's process
 * @param handlers names of the registered handlers, sorted
 * @param javaVersion of the worker's JVM, for people
 * @param batches sizes of batches by the names of the handlers that work on batches
 * @param shortLines whether the worker reads tasks as short lines
 */
public record InitializeResult(
    int protocolVersion,
    long pid,
    List<String> handlers,
    String javaVersion,
    Map<String, BatchSize> batches,
    boolean shortLines) {
  public InitializeResult {
    handlers = List.copyOf(handlers);
    batches = Map.copyOf(batches);
  }

  /**
   * Makes the result of a worker without handlers that work on batches, and without short lines.
   */
  public InitializeResult(
      int protocolVersion, long pid, List<String> handlers, String javaVersion) {
    this(protocolVersion, pid, handlers, javaVersion, Map.of(), false);
  }
}
