package dev.reeve.supervisor.serve.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.reeve.supervisor.serve.page.LivePage;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.eclipse.jetty.util.Fields;
import org.eclipse.jetty.util.UrlEncoded;

/** The page, the files that it needs, and the description of the interface. */
final class PageCalls {
  /**
   * A browser takes scripts, styles and data from this server alone, and runs nothing that stands
   * in the page itself.
   */
  static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
          + " connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

  private static final String REFERRER = "Referrer-Policy";
  private static final String HTML = "text/html;charset=utf-8";
  private static final String OPEN_API = "openapi.json";
  private static final long FORM_BYTES = 8 << 10;

  private final Gate gate;
  private final LivePage page;
  private final PageState state;
  private final PageFeed feed;
  private final ServerContext server;

  PageCalls(Gate gate, LivePage page, PageState state, PageFeed feed, ServerContext server) {
    this.gate = gate;
    this.page = page;
    this.state = state;
    this.feed = feed;
    this.server = server;
  }

  List<Route> routes() {
    return List.of(
        Route.get("/", Access.OPEN, this::page),
        Route.signIn("/", this::signIn),
        Route.get("/page/data", Access.READ, feed::add),
        Route.get("/page/{file}", Access.OPEN, PageCalls::file),
        Route.get("/openapi.json", Access.OPEN, PageCalls::openApi));
  }

  private void page(Exchange exchange) throws ProblemException {
    if (exchange.caller().may(Access.READ)) {
      CompletableFuture<Void> unused =
          state
              .now()
              .thenAcceptAsync(facts -> send(exchange, HTML, page.html(facts)), server.threads())
              .exceptionally(
                  failure -> {
                    exchange.fail(failure);
                    return null;
                  });
    } else {
      askForToken(exchange, 200);
    }
  }

  /** A browser must name the page behind the form, or the {@link Gate} refuses its token. */
  private static void askForToken(Exchange exchange, int status) {
    protect(exchange);
    exchange.headers().put(REFERRER, "same-origin");
    exchange.send(status, HTML, LivePage.signIn(status != 200));
  }

  private static void send(Exchange exchange, String type, byte[] content) {
    protect(exchange);
    exchange.send(200, type, content);
  }

  /** Sets the headers that an answer for people needs. */
  private static void protect(Exchange exchange) {
    exchange.headers().put("Content-Security-Policy", POLICY);
    exchange.headers().put(REFERRER, "no-referrer");
    exchange.headers().put("Cross-Origin-Opener-Policy", "same-origin");
    exchange.headers().put("Cross-Origin-Resource-Policy", "same-origin");
  }

  /** Exchanges the token in a form for a cookie; in an address, others might see it. */
  private void signIn(Exchange exchange) {
    SmallBody.read(exchange, FORM_BYTES, server.limits(), body -> signIn(exchange, token(body)));
  }

  private void signIn(Exchange exchange, String token) {
    if (gate.of(token) == Access.OPEN) {
      askForToken(exchange, 403);
      return;
    }
    exchange
        .headers()
        .put("Set-Cookie", gate.cookie() + "=" + token + "; Path=/; HttpOnly; SameSite=Strict");
    exchange.headers().put("Location", "/");
    protect(exchange);
    exchange.send(303);
  }

  private static String token(byte[] form) throws ProblemException {
    Fields fields = new Fields();
    try {
      UrlEncoded.decodeTo(new String(form, UTF_8), fields::add, UTF_8);
    } catch (IllegalArgumentException e) {
      throw new ProblemException(Problem.badRequest("the form is not understood"));
    }
    String token = fields.getValue("token");
    if (token == null) {
      throw new ProblemException(Problem.badRequest("the form must have the field token"));
    }
    return token.strip();
  }

  private static void file(Exchange exchange) throws ProblemException {
    String name = exchange.variable();
    byte[] content = LivePage.file(name);
    if (content == null) {
      throw new ProblemException(
          Problem.of(404, "unknown-file", "There is no such file", "the page is at GET /"));
    }
    String type = name.endsWith(".css") ? "text/css" : "text/javascript";
    send(exchange, type + ";charset=utf-8", content);
  }

  private static void openApi(Exchange exchange) throws ProblemException {
    exchange.send(200, Route.JSON, openApi());
  }

  static byte[] openApi() throws ProblemException {
    try (InputStream in = PageCalls.class.getResourceAsStream(OPEN_API)) {
      return in == null ? "{}".getBytes(UTF_8) : in.readAllBytes();
    } catch (IOException e) {
      throw new ProblemException(Problem.internal(e));
    }
  }
}
