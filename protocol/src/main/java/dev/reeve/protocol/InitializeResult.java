package dev.reeve.protocol;

import java.util.List;

/**
 * The result of {@code initialize}: the worker is ready.
 *
 * @param protocolVersion that the worker speaks
 * @param pid of the worker's process
 * @param handlers names of the registered handlers, sorted
 * @param javaVersion of the worker's JVM, for people
 */
public record InitializeResult(
    int protocolVersion, long pid, List<String> handlers, String javaVersion) {
  public InitializeResult {
    handlers = List.copyOf(handlers);
  }
}
