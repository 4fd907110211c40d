package dev.reeve.supervisor.serve.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.eclipse.jetty.http.HttpCookie;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

/**
 * The checks that every request passes before it is looked at, whatever its method: the name of the
 * server, the page behind a browser's request, the caller's right, the type of the body.
 */
final class Gate {
  private static final String COOKIE = "reeve-token";

  private static final String BEARER = "bearer ";

  /** What a form of any page can send without asking the server. */
  private static final Set<String> FORMS = Set.of(Route.FORM, Route.MULTIPART, "text/plain");

  private final HostCheck hosts;
  private final @Nullable AccessTokens tokens;
  private volatile String cookie = COOKIE;

  /**
   * @param tokens null if whoever can connect has all rights
   */
  Gate(HostCheck hosts, @Nullable AccessTokens tokens) {
    this.hosts = hosts;
    this.tokens = tokens;
  }

  /** Tells the port: browsers keep the cookies of all ports of a host together. */
  void setPort(int port) {
    cookie = COOKIE + "-" + port;
  }

  /** Returns the name of the cookie that holds a token. */
  String cookie() {
    return cookie;
  }

  /** Refuses what no route could allow. */
  void check(Exchange exchange) throws ProblemException {
    hosts.check(exchange);
    checkOrigin(exchange);
  }

  /** Refuses a request that may not take this route. */
  void check(Exchange exchange, Route route) throws ProblemException {
    Caller caller = identify(exchange);
    exchange.setCaller(caller);
    if (!caller.may(route.access())) {
      throw new ProblemException(refusal(caller));
    }
    checkBody(exchange, route, caller);
  }

  private static void checkOrigin(Exchange exchange) throws ProblemException {
    String host = exchange.header("Host");
    String origin = exchange.header("Origin");
    boolean own =
        origin == null || origin.equals("http://" + host) || origin.equals("https://" + host);
    String site = exchange.header("Sec-Fetch-Site");
    boolean near = site == null || site.equals("same-origin") || site.equals("none");
    if (!own || !(near || isLink(exchange))) {
      throw new ProblemException(
          Problem.of(
              403,
              "foreign-page",
              "The request comes from a page of another site",
              "only pages of this server may call it from a browser"));
    }
  }

  /** A link to the page may stand anywhere; what it shows, the other site cannot read. */
  private static boolean isLink(Exchange exchange) {
    return exchange.method().equals("GET")
        && exchange.path().equals("/")
        && "navigate".equals(exchange.header("Sec-Fetch-Mode"))
        && "document".equals(exchange.header("Sec-Fetch-Dest"));
  }

  private Caller identify(Exchange exchange) {
    AccessTokens known = tokens;
    if (known == null) {
      return new Caller(Access.WRITE, false);
    }
    String header = exchange.header("Authorization");
    if (header != null) {
      boolean bearer = header.regionMatches(true, 0, BEARER, 0, BEARER.length());
      return bearer
          ? new Caller(known.of(header.substring(BEARER.length()).strip()), false)
          : Caller.UNKNOWN;
    }
    for (HttpCookie each : Request.getCookies(exchange.request())) {
      if (each.getName().equals(cookie)) {
        return new Caller(known.of(each.getValue()), true);
      }
    }
    return Caller.UNKNOWN;
  }

  /** Returns the right that a token gives, for one that stands elsewhere. */
  Access of(String token) {
    return tokens == null ? Access.WRITE : tokens.of(token);
  }

  private static Problem refusal(Caller caller) {
    return caller.access() == Access.READ
        ? Problem.of(
            403,
            "read-only",
            "The token lets you look, and nothing else",
            "use the full token of the server")
        : Problem.of(
                401,
                "no-token",
                "The token is missing or wrong",
                "send the header Authorization: Bearer TOKEN; the server said at its start in which"
                    + " file the token is")
            .header("WWW-Authenticate", "Bearer");
  }

  private static void checkBody(Exchange exchange, Route route, Caller caller)
      throws ProblemException {
    requirePlainBody(exchange);
    String type = exchange.mediaType();
    boolean changes = route.access() == Access.WRITE;
    if (type == null) {
      if (exchange.hasBody() || (caller.byCookie() && changes)) {
        throw new ProblemException(wrongType("is missing", route));
      }
    } else if (!takes(route, type) || (caller.byCookie() && changes && FORMS.contains(type))) {
      throw new ProblemException(wrongType("is " + type, route));
    }
  }

  /** Refuses a compressed body, which would reach a handler as it is. */
  private static void requirePlainBody(Exchange exchange) throws ProblemException {
    requireCoding(exchange, "Content-Encoding", "identity");
    requireCoding(exchange, "Transfer-Encoding", "chunked");
  }

  private static void requireCoding(Exchange exchange, String header, String only)
      throws ProblemException {
    String coding = exchange.header(header);
    if (coding != null && !coding.strip().equalsIgnoreCase(only)) {
      throw new ProblemException(
          Problem.of(
              415,
              "encoded",
              "The body is encoded",
              "the header %s is %s; send the body as it is".formatted(header, coding)));
    }
  }

  private static boolean takes(Route route, String type) {
    boolean json = type.endsWith("+json") && route.bodies().contains(Route.JSON);
    boolean any = route.bodies().contains(Route.ANY) && !FORMS.contains(type);
    boolean none = route.bodies().isEmpty() && !FORMS.contains(type);
    return json || any || none || route.bodies().contains(type);
  }

  private static Problem wrongType(String is, Route route) {
    List<String> wanted = new ArrayList<>();
    for (String body : new TreeSet<>(route.bodies())) {
      wanted.add(body.equals(Route.ANY) ? "any type that is none of a form" : body);
    }
    return Problem.of(
        415,
        "wrong-type",
        "The body has a type that this call does not take",
        "the header Content-Type %s; it must be %s (curl: --json, or -H)"
            .formatted(is, wanted.isEmpty() ? Route.JSON : String.join(" or ", wanted)));
  }
}
