package dev.reeve.supervisor.serve.http;

import dev.reeve.supervisor.job.TaskDefaults;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Settings of the HTTP interface of a server.
 *
 * @param address at which it listens
 * @param tokens null if whoever can connect has all rights; allowed for a Unix domain socket only
 * @param hosts names by which it may be called, besides {@code localhost} and its address
 * @param limits bounds for clients
 * @param tasks rules for tasks
 */
public record HttpSetup(
    ListenAddress address,
    @Nullable AccessTokens tokens,
    List<String> hosts,
    HttpLimits limits,
    Tasks tasks) {
  /** Rejects a port without a token with {@link IllegalArgumentException}. */
  public HttpSetup {
    hosts = List.copyOf(hosts);
    if (tokens == null && address instanceof ListenAddress.Tcp) {
      throw new IllegalArgumentException(
          "anybody on this machine, or beyond, could give orders to "
              + address
              + " without a token");
    }
  }

  /**
   * Rules for tasks that come by HTTP.
   *
   * @param folder that paths in them are relative to
   * @param defaults limits of those that give none
   * @param allowsExec whether they may run any command
   */
  public record Tasks(Path folder, TaskDefaults defaults, boolean allowsExec) {}
}
