package dev.reeve.supervisor.serve.http;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The names by which a server may be called. A page of another site whose name was made to lead to
 * this server ("DNS rebinding") calls it by the name of that site.
 */
final class HostCheck {
  private static final List<String> ALWAYS = List.of("localhost", "127.0.0.1", "[::1]");

  private final Set<String> names = new HashSet<>(ALWAYS);
  private final boolean anyAddress;

  /**
   * @param address such a name too; all addresses are if it stands for all of them
   * @param more further names
   */
  HostCheck(ListenAddress address, List<String> more) {
    for (String name : more) {
      names.add(normal(name));
    }
    if (address instanceof ListenAddress.Tcp tcp) {
      names.add(normal(tcp.host().indexOf(':') < 0 ? tcp.host() : "[" + tcp.host() + "]"));
      anyAddress = tcp.isAny();
    } else {
      anyAddress = false;
    }
  }

  /** Refuses a request that was sent to another name. */
  void check(Exchange exchange) throws ProblemException {
    String host = exchange.header("Host");
    String target = exchange.request().getHttpURI().getAuthority();
    if (host == null || !isAllowed(host) || (target != null && !isAllowed(target))) {
      throw new ProblemException(
          Problem.of(
              421,
              "unknown-host",
              "The server has another name",
              "the header Host names "
                  + (host == null ? "nothing" : host)
                  + "; call the server by localhost or its address, or start it with --host NAME"));
    }
  }

  boolean isAllowed(String authority) {
    String name = normal(withoutPort(authority));
    return names.contains(name) || (anyAddress && isAddress(name));
  }

  private static String withoutPort(String authority) {
    int bracket = authority.indexOf(']');
    int colon = authority.indexOf(':', Math.max(bracket, 0));
    return colon < 0 ? authority : authority.substring(0, colon);
  }

  private static String normal(String name) {
    String small = name.toLowerCase(Locale.ROOT);
    return small.endsWith(".") ? small.substring(0, small.length() - 1) : small;
  }

  /** An address is no name that could be made to lead elsewhere. */
  private static boolean isAddress(@Nullable String name) {
    return name != null
        && (name.matches("\\d{1,3}(\\.\\d{1,3}){3}") || name.matches("\\[[0-9a-f:.]+]"));
  }
}
