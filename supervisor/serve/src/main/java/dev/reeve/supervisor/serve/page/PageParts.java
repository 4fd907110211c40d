package dev.reeve.supervisor.serve.page;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/** The files of which the page is made. They are read once, when the first page is asked for. */
final class PageParts {
  private static final List<String> SCRIPTS =
      List.of("text.js", "plots.js", "lanes.js", "view.js", "tables.js", "live.js", "start.js");

  private static final class Loaded {
    static final String PAGE = read("page.html");
    static final String STYLE = read("page.css");
    static final String SCRIPT = "\"use strict\";\n" + String.join("\n", readAll());

    private static List<String> readAll() {
      return SCRIPTS.stream().map(PageParts::read).toList();
    }
  }

  private PageParts() {}

  private static String read(String name) {
    try (InputStream in = PageParts.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IOException("the page has no part " + name);
      }
      return new String(in.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns the page that asks for the token. */
  static String signIn() {
    return read("sign-in.html");
  }

  static String style() {
    return Loaded.STYLE;
  }

  static String script() {
    return Loaded.SCRIPT;
  }

  /** Returns the page with a text in each place that is named like {@code {{title}}}. */
  static String fill(Map<String, String> places) {
    String page = Loaded.PAGE;
    StringBuilder filled = new StringBuilder(page.length());
    int at = 0;
    for (int open = page.indexOf("{{"); open >= 0; open = page.indexOf("{{", at)) {
      int close = page.indexOf("}}", open);
      filled.append(page, at, open);
      filled.append(places.getOrDefault(page.substring(open + 2, close), ""));
      at = close + 2;
    }
    return filled.append(page, at, page.length()).toString();
  }

  /** Returns the hash of a style or script as a content security policy names it. */
  static String hash(String content) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(content.getBytes(UTF_8));
      return "'sha256-" + Base64.getEncoder().encodeToString(digest) + "'";
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every JDK has SHA-256", e);
    }
  }
}
