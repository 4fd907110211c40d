package dev.reeve.supervisor.serve.page;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.reeve.json.JsonWriter;
import dev.reeve.supervisor.results.AtomicFile;
import dev.reeve.text.IoReasons;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** The page of a run that has ended, as one file that needs no other. */
public final class ReportFile {
  private static final String START = "<!doctype html>\n<!-- A run of Reeve. -->\n";

  private ReportFile() {}

  /**
   * Replaces the content of the file by the page, in one step.
   *
   * @throws IOException if that fails; the message is the reason, without the file's name
   */
  public static void write(Path file, RunHistory history, PageFacts facts) throws IOException {
    JsonWriter out = new JsonWriter();
    out.bytes(page(history, facts).getBytes(UTF_8));
    try {
      AtomicFile.write(file, out);
    } catch (IOException e) {
      throw new IOException(IoReasons.of(e), e);
    }
  }

  /** Returns whether the file holds a report, by its beginning, or is empty. */
  public static boolean isReport(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] start = in.readNBytes(START.length());
      return start.length == 0 || new String(start, UTF_8).equals(START);
    }
  }

  /** Returns the whole page. */
  static String page(RunHistory history, PageFacts facts) {
    synchronized (history) {
      history.reachNow();
      Map<String, String> places = new LinkedHashMap<>(PagePlaces.of(history, facts));
      String style = PageParts.style();
      String script = PageParts.script();
      places.put("start", START);
      places.put("policy", policy(style, script));
      places.put("style", "<style>" + style + "</style>");
      places.put("script", "<script>" + script + "</script>");
      places.put("data", data(history, facts));
      return PageParts.fill(places);
    }
  }

  private static String policy(String style, String script) {
    return "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; script-src "
        + PageParts.hash(script)
        + "; style-src "
        + PageParts.hash(style)
        + "; img-src data:; base-uri 'none'; form-action 'none'\">";
  }

  /** Returns the data in an element that no browser runs, and that no text in it can end. */
  private static String data(RunHistory history, PageFacts facts) {
    JsonWriter json = new JsonWriter();
    json.beginObject();
    HistoryJson.write(history, facts, history.parts().ended(), HistoryJson.Cut.NONE, json);
    json.endObject();
    String text = new String(json.toByteArray(), UTF_8).replace("<", "\\u003c");
    return "<script type=\"application/json\" id=\"data\">" + text + "</script>";
  }
}
