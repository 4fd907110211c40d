package dev.reeve.supervisor.serve.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/** The page, the files that it needs, and the description of the interface. */
final class PageCalls {
  private static final String INDEX = "index.html";
  private static final String SIGN_IN = "sign-in.html";
  private static final String OPEN_API = "openapi.json";

  private final PageFiles files = new PageFiles();
  private final Gate gate;

  PageCalls(Gate gate) {
    this.gate = gate;
  }

  List<Route> routes() {
    return List.of(
        Route.get("/", Access.OPEN, this::page),
        Route.get(
            "/page/{file}", Access.OPEN, exchange -> files.send(exchange, exchange.variable())),
        Route.get("/openapi.json", Access.OPEN, PageCalls::openApi));
  }

  private void page(Exchange exchange) throws ProblemException {
    String token = exchange.query("token");
    if (token != null) {
      signIn(exchange, token);
    } else if (exchange.caller().may(Access.READ)) {
      files.send(exchange, INDEX);
    } else {
      files.send(exchange, SIGN_IN);
    }
  }

  /** Exchanges the token in the address, which others may see, for a cookie. */
  private void signIn(Exchange exchange, String token) throws ProblemException {
    if (gate.of(token) == Access.OPEN) {
      files.send(exchange, SIGN_IN);
      return;
    }
    exchange
        .headers()
        .put("Set-Cookie", gate.cookie() + "=" + token + "; Path=/; HttpOnly; SameSite=Strict");
    exchange.headers().put("Location", "/");
    PageFiles.protect(exchange);
    exchange.send(303);
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
