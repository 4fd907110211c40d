package dev.reeve.supervisor.redis;

import dev.reeve.text.Quote;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The address of a Redis server, of one that Sentinel watches, or of a cluster:
 *
 * <pre>
 * redis://[USER@]HOST[:PORT][/DATABASE]
 * redis+sentinel://[USER@]HOST[:PORT][,HOST[:PORT]…]/NAME[/DATABASE]
 * redis+cluster://[USER@]HOST[:PORT][,HOST[:PORT]…]
 * </pre>
 *
 * <p>With {@code rediss} instead of {@code redis}, connections are encrypted. A port that is left
 * out is 6379, of Sentinel 26379. Addresses are equal if they name the same server by the same
 * hosts, in whatever form and for whatever user. Immutable. It never holds a password.
 */
public final class BrokerAddress {

  /** The kinds of servers. */
  enum Kind {
    SINGLE,
    SENTINEL,
    CLUSTER
  }

  /** A host with a port. */
  record Host(String name, int port) {
    /** Returns the text without a port that is the usual one. */
    String text(int usualPort) {
      String host = name.indexOf(':') < 0 ? name : "[" + name + "]";
      return port == usualPort ? host : host + ":" + port;
    }

    @Override
    public String toString() {
      return text(0);
    }
  }

  private static final Pattern FORM =
      Pattern.compile(
          "redis(s?)(\\+sentinel|\\+cluster)?://(?:([^/@]*)@)?([^/@]+)(?:/(.*))?",
          Pattern.CASE_INSENSITIVE);

  private static final Pattern HOST =
      Pattern.compile("(\\[[0-9a-fA-F:.]+]|[^\\[\\]:\\s,]+)(?::([0-9]{1,5}))?");

  private static final int PORT = 6379;
  private static final int SENTINEL_PORT = 26379;

  private final String text;
  private final Kind kind;
  private final boolean encrypted;
  private final @Nullable String user;
  private final List<Host> hosts;
  private final @Nullable String masterName;
  private final int database;
  private final String canonical;

  private BrokerAddress(String text, Matcher form) {
    this.text = text;
    this.kind = kind(form.group(2));
    this.encrypted = !form.group(1).isEmpty();
    this.user = user(form.group(3));
    this.hosts = hosts(form.group(4), kind == Kind.SENTINEL ? SENTINEL_PORT : PORT);
    String path = form.group(5) == null ? "" : form.group(5);
    this.masterName = kind == Kind.SENTINEL ? masterName(path) : null;
    this.database = database(kind == Kind.SENTINEL ? afterName(path) : path);
    requireOneHost();
    this.canonical = canonicalText();
  }

  private String canonicalText() {
    int usual = kind == Kind.SENTINEL ? SENTINEL_PORT : PORT;
    String list =
        hosts.stream()
            .map(host -> host.text(usual).toLowerCase(Locale.ROOT))
            .sorted()
            .distinct()
            .collect(Collectors.joining(","));
    String scheme = encrypted ? "rediss" : "redis";
    String form = kind == Kind.SINGLE ? "" : "+" + kind.name().toLowerCase(Locale.ROOT);
    return scheme
        + form
        + "://"
        + list
        + (masterName == null ? "" : "/" + masterName)
        + (database == 0 ? "" : "/" + database);
  }

  /**
   * Parses an address.
   *
   * @throws IllegalArgumentException with a message for people
   */
  public static BrokerAddress of(String text) {
    int colon = text.indexOf(':', text.indexOf("://") + 3);
    if (text.regionMatches(true, 0, "redis", 0, 5) && colon >= 0 && text.lastIndexOf('@') > colon) {
      throw passwordInAddress(); // also one with an @ or a slash, before any part is shown
    }
    Matcher form = FORM.matcher(text);
    if (!form.matches()) {
      throw new IllegalArgumentException(
          "%s is no address of a broker; expected redis://HOST[:PORT][/DATABASE], or rediss://…, redis+sentinel://…, redis+cluster://…"
              .formatted(Quote.of(withoutPassword(text))));
    }
    return new BrokerAddress(text, form);
  }

  /** Hides what stands before the host, which may be a password. */
  private static String withoutPassword(String text) {
    int at = text.lastIndexOf('@');
    int start = text.indexOf("://");
    return at < 0 || start > at
        ? text
        : text.substring(0, Math.max(0, start + 3)) + "…" + text.substring(at);
  }

  private static Kind kind(@Nullable String word) {
    if (word == null) {
      return Kind.SINGLE;
    }
    return word.equalsIgnoreCase("+sentinel") ? Kind.SENTINEL : Kind.CLUSTER;
  }

  private static @Nullable String user(@Nullable String login) {
    if (login != null && login.indexOf(':') >= 0) {
      throw passwordInAddress();
    }
    return login == null || login.isEmpty() ? null : login;
  }

  private static IllegalArgumentException passwordInAddress() {
    return new IllegalArgumentException(
        "an address of a broker must not hold a password, which everybody on the machine could see; put it into a file, or into the environment variable REEVE_BROKER_PASSWORD");
  }

  private static List<Host> hosts(String list, int defaultPort) {
    List<Host> hosts = new ArrayList<>();
    for (String each : list.split(",", -1)) {
      Matcher host = HOST.matcher(each);
      if (!host.matches()) {
        throw new IllegalArgumentException(Quote.of(each) + " is no HOST[:PORT]");
      }
      String name = host.group(1);
      int port = host.group(2) == null ? defaultPort : Integer.parseInt(host.group(2));
      if (port < 1 || port > 65_535) {
        throw new IllegalArgumentException("a port must be 1 to 65535, not " + port);
      }
      hosts.add(new Host(name.startsWith("[") ? name.substring(1, name.length() - 1) : name, port));
    }
    return List.copyOf(hosts);
  }

  private void requireOneHost() {
    if (kind == Kind.SINGLE && hosts.size() > 1) {
      throw new IllegalArgumentException(
          "%s names several hosts; give each server by an option of its own, or use redis+sentinel:// or redis+cluster://"
              .formatted(Quote.of(text)));
    }
    if (kind == Kind.CLUSTER && database != 0) {
      throw new IllegalArgumentException("a cluster has database 0 only, not " + database);
    }
  }

  private String masterName(String path) {
    int slash = path.indexOf('/');
    String name = slash < 0 ? path : path.substring(0, slash);
    if (name.isEmpty()) {
      throw new IllegalArgumentException(
          Quote.of(text) + " lacks the name of the server that Sentinel watches: …/NAME");
    }
    return name;
  }

  private static String afterName(String path) {
    int slash = path.indexOf('/');
    return slash < 0 ? "" : path.substring(slash + 1);
  }

  private static int database(String path) {
    if (path.isEmpty()) {
      return 0;
    }
    if (!path.matches("[0-9]{1,4}")) {
      throw new IllegalArgumentException(
          "a database of Redis is a number from 0, not " + Quote.of(path));
    }
    return Integer.parseInt(path);
  }

  /** Returns the text of a cluster's address with these hosts. */
  String asCluster() {
    return (encrypted ? "rediss" : "redis") + "+cluster://" + hosts.get(0).text(PORT);
  }

  Kind kind() {
    return kind;
  }

  boolean encrypted() {
    return encrypted;
  }

  @Nullable String user() {
    return user;
  }

  List<Host> hosts() {
    return hosts;
  }

  /** Returns the name of the server that Sentinel watches; null without Sentinel. */
  @Nullable String masterName() {
    return masterName;
  }

  int database() {
    return database;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof BrokerAddress address && address.canonical.equals(canonical);
  }

  @Override
  public int hashCode() {
    return canonical.hashCode();
  }

  /** Returns the shortest form of the address, the same for all that are equal. */
  String canonical() {
    return canonical;
  }

  /** Returns the address as it was given. */
  @Override
  public String toString() {
    return text;
  }
}
