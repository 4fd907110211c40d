package dev.reeve.supervisor.serve.page;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.reeve.json.Json;
import dev.reeve.json.JsonWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The page of a server: as HTML with tables, and as data for its script. Thread-safe. */
public final class LivePage {
  /** The whole of the past changes slowly, so a page gets it only now and then. */
  private static final long WHOLE_EVERY_MILLIS = 10_000;

  private final RunHistory history;

  /** Makes the page of a history. */
  public LivePage(RunHistory history) {
    this.history = history;
  }

  /**
   * The place up to which a page has the data.
   *
   * @param wholeAt time at which it got the timeline of the whole past
   */
  public record Position(long bar, long failure, double wholeAt) {
    /** That of a page that has nothing. */
    public static final Position START = new Position(0, 0, Double.NEGATIVE_INFINITY);
  }

  /**
   * Data for a page.
   *
   * @param json one line
   * @param next position after it
   */
  public record Data(Json json, Position next) {}

  /** Returns a file that the page loads; null if there is none with that name. */
  public static byte @Nullable [] file(String name) {
    return switch (name) {
      case "page.css" -> PageParts.style().getBytes(UTF_8);
      case "page.js" -> PageParts.script().getBytes(UTF_8);
      default -> null;
    };
  }

  /**
   * Returns the page for a caller that has shown no token.
   *
   * @param refused whether it has shown a wrong one
   */
  public static byte[] signIn(boolean refused) {
    String message = refused ? "<p role=\"alert\">This is not the token of the server.</p>\n" : "";
    return PageParts.signIn().replace("{refused}", message).getBytes(UTF_8);
  }

  /** Returns the page, which can be read without its script. */
  public byte[] html(LiveFacts facts) {
    synchronized (history) {
      history.reachNow();
      Map<String, String> places = new LinkedHashMap<>(PagePlaces.of(history, facts.head()));
      places.put("numbers", PageTables.numbers(facts.counts(), history));
      places.put("running", PageTables.running(facts.running()));
      places.put("live", "is-live");
      places.put("start", "<!doctype html>\n");
      places.put("style", "<link rel=\"stylesheet\" href=\"/page/page.css\">");
      places.put("script", "<script src=\"/page/page.js\"></script>");
      return PageParts.fill(places).getBytes(UTF_8);
    }
  }

  /**
   * Returns what is new.
   *
   * @param mayAct whether the reader may give orders
   */
  public Data data(LiveFacts facts, boolean mayAct, Position from) {
    synchronized (history) {
      history.reachNow();
      boolean isWhole = history.now() - from.wholeAt() >= WHOLE_EVERY_MILLIS;
      JsonWriter out = new JsonWriter();
      out.beginObject().member("live").flag(true).member("mayAct").flag(mayAct);
      HistoryJson.Cut cut = new HistoryJson.Cut(from.bar(), from.failure(), isWhole);
      HistoryJson.write(history, facts.head(), facts.counts(), cut, out);
      out.member("waiting").number(facts.waiting());
      out.member("size").number((long) facts.size());
      writeRunning(facts, out);
      writeStates(facts, out);
      Position next =
          new Position(
              history.parts().bars().last(),
              history.parts().failures().total(),
              isWhole ? history.now() : from.wholeAt());
      return new Data(out.endObject().toJson(), next);
    }
  }

  private static void writeRunning(LiveFacts facts, JsonWriter out) {
    out.member("running").ascii('[');
    String divider = "";
    for (RunningTask task : facts.running()) {
      out.ascii(divider).beginObject().member("id").string(task.id());
      out.member("handler").string(task.handler());
      out.member("slot").number((long) task.slot()).member("attempt").number((long) task.attempt());
      HistoryJson.millis(out.member("millis"), task.millis());
      out.member("fraction").number(task.fraction());
      out.member("message").stringOrNull(task.message()).endObject();
      divider = ",";
    }
    out.ascii(']');
  }

  private static void writeStates(LiveFacts facts, JsonWriter out) {
    out.member("states").beginObject();
    facts.workers().forEach((slot, state) -> out.member(Integer.toString(slot)).string(state));
    out.endObject();
  }
}
