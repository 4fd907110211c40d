package dev.reeve.supervisor.redis;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.UUID;

/**
 * The name of a supervisor in Redis: host, process and a random part, so that no other start ever
 * has it.
 */
final class SupervisorName {
  private SupervisorName() {}

  static String ofThis() {
    return "%s-%d-%s"
        .formatted(
            host(), ProcessHandle.current().pid(), UUID.randomUUID().toString().substring(0, 8));
  }

  private static String host() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "unknown";
    }
  }
}
