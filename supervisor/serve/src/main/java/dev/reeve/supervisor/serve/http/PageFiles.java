package dev.reeve.supervisor.serve.http;

import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The files of the page, from the class path. A browser takes scripts, styles and data from this
 * server alone, and runs nothing that stands in the page itself.
 */
final class PageFiles {
  static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
          + " connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

  private static final String FOLDER = "/dev/reeve/supervisor/serve/page/";
  private static final Map<String, String> TYPES =
      Map.of(
          "html", "text/html;charset=utf-8",
          "css", "text/css;charset=utf-8",
          "js", "text/javascript;charset=utf-8",
          "svg", "image/svg+xml",
          "png", "image/png",
          "json", Route.JSON);

  private final Map<String, byte[]> files = new ConcurrentHashMap<>();

  /** Answers with a file of that name. */
  void send(Exchange exchange, String name) throws ProblemException {
    String type = TYPES.get(name.substring(name.lastIndexOf('.') + 1));
    boolean plain = type != null && name.matches("[a-z0-9][a-z0-9.-]*");
    byte[] file = plain ? file(name) : null;
    if (type == null || file == null) {
      throw new ProblemException(
          Problem.of(404, "unknown-file", "There is no such file", "the page is at GET /"));
    }
    protect(exchange);
    exchange.send(200, type, file);
  }

  /** Sets the headers that an answer for people needs. */
  static void protect(Exchange exchange) {
    exchange.headers().put("Content-Security-Policy", POLICY);
    exchange.headers().put("Referrer-Policy", "no-referrer");
    exchange.headers().put("Cross-Origin-Opener-Policy", "same-origin");
    exchange.headers().put("Cross-Origin-Resource-Policy", "same-origin");
  }

  private byte @Nullable [] file(String name) throws ProblemException {
    byte[] known = files.get(name);
    if (known != null) {
      return known;
    }
    try (InputStream in = PageFiles.class.getResourceAsStream(FOLDER + name)) {
      if (in == null) {
        return null;
      }
      byte[] read = in.readAllBytes();
      files.put(name, read);
      return read;
    } catch (IOException e) {
      throw new ProblemException(Problem.internal(e));
    }
  }
}
